import Cadastre
import MapChecking
import PlanarCoverage

extension CheckReport: JSONReport {
    /// Writes the JSON of `check`.
    /// - Parameters:
    ///   - path: a file, or `-` for standard output.
    ///   - inputs: the files that were read; none of them is ever written.
    public func writeJSON(to path: String, overwrite: Bool, inputs: [String] = []) throws {
        try putJSON(to: path, overwrite: overwrite, inputs: inputs)
    }

    func write(to json: inout JSONWriter) throws {
        let listed = listed
        try json.object { json in
            try json.head(verb: "check")
            json.member("crs", crs)
            json.member("date", date)
            try json.line()
            json.key("settings")
            json.object { writeSettings(to: &$0) }
            try json.line()
            writeSources(to: &json)
            try json.line()
            json.key("parcels")
            json.object { writeParcelCounts(to: &$0) }
            try json.line()
            json.key("balance")
            json.object { writeBalance(result.balance, to: &$0) }
            try json.line()
            json.key("counts")
            json.object { json in
                for (kind, count) in result.counts.sorted(by: { $0.key < $1.key }) { json.member(kind.rawValue, count) }
            }
            json.member("below_grid", result.belowGrid)
            json.member("crossing_below_ward_tolerance", result.crossingBelowWardTolerance)
            json.member("states", states)
            if let (percent, offset) = result.doesNotMatch {
                try json.line()
                json.key("does_not_match")
                json.object { json in
                    json.member("edges_pct", percent, decimals: 2)
                    json.member("median_offset_m", offset, decimals: 4)
                }
            }
            try json.line()
            json.key("not_listed")
            json.object { json in
                for (kind, count) in notListed(listed) { json.member(kind.rawValue, count) }
            }
            try json.line()
            writeNotes(to: &json)
            try json.line()
            json.key("defects")
            try json.list { json in try writeDefects(listed, to: &json) }
            json.lastLine(indent: 0)
        }
    }

    func writeSources(to json: inout JSONWriter) {
        json.member("sources", sources)
    }

    func writeNotes(to json: inout JSONWriter) {
        json.member("notes", notes)
    }

    func writeSettings(to json: inout JSONWriter) {
        let settings = result.settings
        json.member("tolerance_m", settings.toleranceMetres, decimals: 4)
        json.member("max_gap_width_m", settings.maxGapWidthMetres, decimals: 4)
        json.member("ward_tolerance_m", settings.wardToleranceMetres, decimals: 4)
        json.member("min_parcel_area_m2", settings.minParcelAreaSquareMetres, decimals: 4)
        json.key("scale")
        if let scale = settings.scale { json.value(scale) } else { json.null() }
        json.member("limits_of_scale", PermittedError(scale: settings.scale).rowScale)
        json.member("grid_m", result.grid.stepMetres, decimals: 4)
        json.member("max_listed", maxListed)
        json.member("language", language.rawValue)
        for (name, value) in selection { json.member(name, value) }
    }

    func writeParcelCounts(to json: inout JSONWriter) {
        json.member("read", result.parcels.read)
        json.member("null_geometry", result.parcels.nullGeometry)
        json.member("empty", result.parcels.empty)
        json.member("skipped", result.parcels.skipped)
        json.member("invalid", result.parcels.invalid)
        json.member("multipart", result.parcels.multipart)
    }

    func writeBalance(_ balance: LandBalance, to json: inout JSONWriter) {
        func member(_ name: String, _ squareMetres: Double?) {
            if let squareMetres { json.member(name, squareMetres, decimals: 6) }
        }
        member("parcel_area_m2", balance.parcelArea)
        member("covered_m2", balance.covered)
        member("overlap_excess_m2", balance.overlapExcess)
        member("enclosed_uncovered_m2", balance.enclosedUncovered)
        member("rounding_m2", balance.rounding)
        member("repair_m2", balance.repair)
        member("closure_m2", balance.closure)
        member("ward_area_m2", balance.wardArea)
        member("ward_covered_m2", balance.wardCovered)
        member("ward_uncovered_m2", balance.wardUncovered)
        member("ward_rounding_m2", balance.wardRounding)
        member("ward_closure_m2", balance.wardClosure)
    }

    func writeDefects(_ listed: [Int], to json: inout JSONWriter) throws {
        let messages = DefectMessages(columns: columns, language: language)
        for i in listed {
            let defect = result.defects[i]
            try json.line(indent: 4)
            json.object { json in
                json.member("id", defect.id)
                json.member("kind", defect.kind.rawValue)
                json.member("severity", defect.severity.rawValue)
                json.member("code", defect.code)
                json.member("state", defect.state.rawValue)
                json.key("parcels")
                json.list { json in
                    for parcel in defect.parcels { writeParty(parcel, to: &json) }
                }
                if let area = defect.areaSquareMetres { json.member("area_m2", area, decimals: 4) }
                if let width = defect.widthMetres { json.member("width_m", width, decimals: 4) }
                if let (x, y) = defect.at {
                    json.key("at")
                    json.list { json in
                        json.value(x, decimals: 4)
                        json.value(y, decimals: 4)
                    }
                }
                json.member("ward", orNull: defect.ward)
                if let other = defect.countedIn { json.member("counted_in", other) }
                if defect.isHole { json.member("hole", true) }
                write(defect.detail, to: &json)
                json.member("message", messages.message(for: defect))
            }
        }
        if !listed.isEmpty { json.lastLine(indent: 2) }
    }

    func writeParty(_ parcel: Int32, to json: inout JSONWriter) {
        json.object { json in
            json.member("fid", Int(columns.fid[Int(parcel)]))
            json.member("key", orNull: columns.key(ofParcel: Int(parcel)))
            let source = columns.source(ofParcel: Int(parcel))
            if columns.hasSeveralSources || source.neighbour != nil {
                json.member("source", source.name)
                json.member("layer", source.layer)
            }
            if let ward = source.neighbour { json.member("neighbour", ward) }
        }
    }

    /// What a kind says beyond area, width and parties.
    private func write(_ detail: DefectDetail, to json: inout JSONWriter) {
        switch detail {
        case .plain: break
        case .reason(let reason): json.member("reason", reason)
        case .openSlot: json.member("open", true)
        case .perhapsMissingParcel: json.member("perhaps_missing_parcel", true)
        case .missingVertex: json.member("missing_vertex", true)
        case .parentLeftIn(let percent): json.member("covered_pct", percent, decimals: 2)
        case .value(let value, let expected):
            json.member("value", value)
            if !expected.isEmpty { json.member("expected", expected) }
        case .superseded(let value, let successor):
            json.member("value", value)
            json.member("expected", successor)
        case .storedArea(let squareMetres, let limit):
            json.member("stored_area_m2", squareMetres, decimals: 4)
            json.member("limit_m2", limit, decimals: 4)
        case .parts(let parts): json.member("parts", parts)
        case .coarseOutline(let percent): json.member("crossing_pct", percent, decimals: 2)
        case .swappedAxes: json.member("swapped_axes", true)
        case .betterCRS(let crs, let percent, let declared):
            json.member("better_crs", crs)
            json.member("in_named_ward_pct", percent, decimals: 2)
            json.member("in_named_ward_declared_pct", declared, decimals: 2)
        case .distance(let metres): if let metres { json.member("distance_m", metres, decimals: 4) }
        case .drawnTwice(let metres): json.member("drawn_twice_m", metres, decimals: 3)
        case .labels(let labels):
            json.key("labels")
            json.list { json in for label in labels { json.value(label) } }
        case .piledTexts(let count): json.member("texts", count)
        case .labelArea(let label, let drawn, let limit):
            json.member("label_area_m2", label, decimals: 4)
            json.member("drawn_area_m2", drawn, decimals: 4)
            json.member("limit_m2", limit, decimals: 4)
        case .otherSheet(let sheet, let metres):
            json.member("other_sheet", sheet)
            json.member("distance_m", metres, decimals: 4)
        case .shift(let sheet, let dx, let dy, let corners, let percent):
            json.member("sheet", sheet)
            json.member("dx_m", dx, decimals: 4)
            json.member("dy_m", dy, decimals: 4)
            json.member("corners", corners)
            json.member("agreeing_pct", percent, decimals: 2)
        }
    }
}
