import Cadastre
import MapChecking
import MapReading

extension BuildReport: JSONReport {
    /// Writes the JSON of `build`.
    /// - Parameters:
    ///   - path: a file, or `-` for standard output.
    ///   - inputs: the files that were read; none of them is ever written.
    public func writeJSON(to path: String, overwrite: Bool, inputs: [String] = []) throws {
        try putJSON(to: path, overwrite: overwrite, inputs: inputs)
    }

    func write(to json: inout JSONWriter) throws {
        let listed = check.listed
        try json.object { json in
            try json.head(verb: "build")
            json.member("crs", check.crs)
            json.member("date", check.date)
            try json.line()
            json.key("settings")
            json.object { check.writeSettings(to: &$0) }
            try json.line()
            json.key("drawings")
            json.list { json in
                for sheet in sheets { json.object { write(sheet, to: &$0) } }
            }
            try json.line()
            json.key("levels")
            json.object { writeLevels(to: &$0) }
            try json.line()
            writeTotals(to: &json)
            try json.line()
            json.key("counts")
            json.object { json in
                for (kind, count) in check.result.counts.sorted(by: { $0.key < $1.key }) {
                    json.member(kind.rawValue, count)
                }
            }
            try json.line()
            json.key("not_listed")
            json.object { json in
                for (kind, count) in check.notListed(listed) { json.member(kind.rawValue, count) }
            }
            try json.line()
            check.writeNotes(to: &json)
            try json.line()
            json.key("defects")
            try json.list { json in try check.writeDefects(listed, to: &json) }
            json.lastLine(indent: 0)
        }
    }

    private func write(_ sheet: DrawnSheet, to json: inout JSONWriter) {
        json.member("source", sheet.source)
        json.member("format", sheet.format.rawValue)
        json.member("sheet", orNull: sheet.number)
        json.key("scale")
        if let scale = sheet.scale { json.value(scale) } else { json.null() }
        json.member("bytes", sheet.byteCount)
        json.member("bytes_read", sheet.bytesRead)
        json.member("master_unit", sheet.units.masterUnit)
        json.member("origin_x_m", sheet.units.originX, decimals: 3)
        json.member("origin_y_m", sheet.units.originY, decimals: 3)
        json.key("step_m")
        if let step = sheet.units.stepMetres { json.value(step, decimals: 6) } else { json.null() }
        json.member("lines", sheet.lines)
        json.member("segments", sheet.segments)
        json.member("nodes", sheet.nodes)
        json.member("edges", sheet.edges)
        json.member("faces", sheet.faces)
        json.member("ground_faces", sheet.groundFaces)
        json.member("isolated_loops", sheet.isolatedLoops)
        json.member("rounding_faults", sheet.roundingFaults)
        json.member("parcels", sheet.parcels)
        json.member("label_texts", sheet.labelTexts)
        json.member("label_texts_assigned", sheet.labelTextsAssigned)
        if let residual = sheet.residual {
            json.key("edge_residual")
            json.object { json in
                json.member("corners", residual.corners)
                json.member("differing", residual.differing)
                json.member("median_dx_m", residual.medianX, decimals: 4)
                json.member("median_dy_m", residual.medianY, decimals: 4)
                json.member("largest_m", residual.largest, decimals: 4)
            }
        }
    }

    /// Elements of all drawings by level and sort.
    private func writeLevels(to json: inout JSONWriter) {
        var byLevel: [String: [String: ElementTally]] = [:]
        for tally in sheets.flatMap(\.tallies) {
            let level = DrawingLevels.key(tally.level)
            var sum = byLevel[level]?[tally.element] ?? ElementTally(level: level, element: tally.element)
            sum.read += tally.read
            sum.deleted += tally.deleted
            sum.notRead += tally.notRead
            byLevel[level, default: [:]][tally.element] = sum
        }
        for (level, elements) in byLevel.sorted(by: { (Int($0.key) ?? 999, $0.key) < (Int($1.key) ?? 999, $1.key) }) {
            json.key(level)
            json.object { json in
                for (element, tally) in elements.sorted(by: { $0.key < $1.key }) {
                    json.key(element)
                    json.object { json in
                        json.member("read", tally.read)
                        json.member("deleted", tally.deleted)
                        json.member("not_read", tally.notRead)
                    }
                }
            }
        }
    }

    private func writeTotals(to json: inout JSONWriter) {
        func sum(_ path: KeyPath<DrawnSheet, Int>) -> Int { sheets.reduce(0) { $0 + $1[keyPath: path] } }
        json.key("lines")
        json.object { json in
            json.member("read", sum(\.lines))
            json.member("segments", sum(\.segments))
            json.member("nodes", sum(\.nodes))
            json.member("edges", sum(\.edges))
        }
        json.key("faces")
        json.object { json in
            json.member("found", sum(\.faces))
            json.member("parcels", sum(\.parcels))
            json.member("ground", sum(\.groundFaces))
        }
        json.key("labels")
        json.object { json in
            json.member("texts", sum(\.labelTexts))
            json.member("assigned", sum(\.labelTextsAssigned))
            json.member("not_assigned", sum(\.labelTexts) - sum(\.labelTextsAssigned))
        }
        json.key("parcels")
        json.object { json in
            json.member("built", check.columns.count)
            json.member("with_number", numbered)
            json.member("joined_over_sheet_edges", joinedParcels)
        }
    }
}
