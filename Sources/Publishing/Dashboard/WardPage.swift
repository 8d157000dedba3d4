import Cadastre
import MapReading
import PlanarCoverage
import Reconciliation

/// The page of one ward, `wards/<code>/index.html`.
struct WardPage: JSONReport {
    var code: String
    var date: CivilDate?
    var row: CoverageRow
    var results: WardResults
    var parcels: WardParcels?
    /// The ground of each defect, by id.
    var areas: LayerPolygons?
    /// The outlines of all wards.
    var outlines: LayerPolygons?
    /// Whether the figures are for publication.
    var isPublic: Bool
    var hasCityPage: Bool
    var files: [RunFolder.Entry]
    var missing: [String]

    /// Issues on a page, the gravest; and those of them with the words of the check.
    static let mostIssues = 10_000
    static let mostMessages = 5_000

    /// Metres; parcels keep their corners to the centimetre.
    static let step = 0.01

    func write(to json: inout JSONWriter) throws {
        let listed = Array(results.issues.prefix(Self.mostIssues))
        let frame = PackedShapes(originX: origin.x, originY: origin.y, step: Self.step)
        try json.object { json in
            json.member("program", Program.version)
            json.member("code", code)
            json.member("name", row["ward_name"].text ?? code)
            json.member("date", orNull: (date?.description ?? results.check?.date ?? results.reconcile?.date))
            json.member("crs", orNull: results.check?.crs ?? parcels?.map.crs.shortName)
            json.member("public", isPublic)
            json.member("city", hasCityPage)
            json.key("columns")
            json.list { json in for column in CoverageColumn.all { json.value(column) } }
            json.key("row")
            json.list { json in for column in CoverageColumn.all { json.value(row[column.name]) } }
            try json.line()
            json.key("parcels")
            if let parcels { json.object { parcels.write(to: &$0, frame) } } else { json.null() }
            try json.line()
            json.key("outline")
            if let outline = outline(frame) {
                json.object { $0.member("shape", outline, count: 1) }
            } else {
                json.null()
            }
            try json.line()
            var list = IssueList(listed, parcels, frame)
            list.take(areas)
            try list.write(to: &json)
            json.key("not_listed")
            json.list { json in
                for severity in Severity.allCases {
                    let cut = results.issues.dropFirst(Self.mostIssues).count { $0.severity == severity }
                    json.value(cut + (results.notListed[severity] ?? 0))
                }
            }
            json.member("earlier_date", orNull: results.earlierDate)
            // New, remaining, resolved, accepted: of the map and of the records together.
            json.key("states")
            json.list { json in
                let states = [results.check?.states, results.reconcile?.states].compactMap { $0 }
                for state in [\StatesDocument.States.new, \.remaining, \.resolved, \.accepted] {
                    json.value(states.reduce(0) { $0 + $1[keyPath: state] })
                }
            }
            json.member("message_language", orNull: results.check?.settings.language)
            json.member("files", files)
            json.key("missing")
            json.list { json in for name in missing { json.value(name) } }
        }
    }

    /// The corner of everything on the page, in metres.
    private var origin: (x: Double, y: Double) {
        if let map = parcels?.map, !map.coverage.rings.points.isEmpty {
            var box = GridBox.nothing
            for p in map.coverage.rings.points { box.join(p) }
            let grid = map.coverage.grid
            return (grid.metresX(box.minX).rounded(.down), grid.metresY(box.minY).rounded(.down))
        }
        let places = results.issues.compactMap(\.at)
        return (
            (places.map(\.x).min() ?? 0).rounded(.down), (places.map(\.y).min() ?? 0).rounded(.down)
        )
    }

    /// The ward's own outline, where it lies about the parcels.
    private func outline(_ frame: PackedShapes) -> PackedShapes? {
        guard let outlines, let w = outlines.names.firstIndex(of: code) else { return nil }
        let polygons = outlines.rings.polygons(ofParcel: w)
        let near = polygons.joined().contains { p in
            abs(outlines.grid.metresX(p.x) - frame.originX) < 50_000
                && abs(outlines.grid.metresY(p.y) - frame.originY) < 50_000
        }
        guard near else { return nil }
        var shapes = frame
        shapes.append(polygons: polygons, on: outlines.grid)
        return shapes
    }
}

extension WardParcels {
    /// Writes the parcels as columns: rings, sheets and numbers, land uses, areas, groups.
    func write(to json: inout JSONWriter, _ frame: PackedShapes) {
        let columns = map.columns
        let rings = map.coverage.rings
        var shapes = frame
        for p in 0..<columns.count { shapes.append(polygons: rings.polygons(ofParcel: p), on: map.coverage.grid) }
        json.member("file", name)
        json.member("shapes", shapes, count: columns.count)
        json.member("sheets", columns.hasSheet ? columns.sheet : [], of: columns)
        json.member("uses", columns.hasLandUse ? columns.landUse : [], of: columns)
        json.key("use_names")
        json.object { json in
            for code in Set(columns.landUse.compactMap { columns.texts[$0] }).sorted() {
                guard let use = LandUseList.use(code: code) else { continue }
                json.key(code)
                json.list { json in
                    json.value(use.nameVi)
                    json.value(use.nameEn)
                }
            }
        }
        json.key("numbers")
        json.list { json in
            if columns.hasNumber { for id in columns.number { json.value(columns.texts[id] ?? "") } }
        }
        // Square metres of the certificate, by tenths; 0 where unknown.
        var legal = PackedNumbers()
        if columns.hasLegalArea {
            for area in columns.legalArea {
                let isKnown = area.isFinite && area > 0 && area < 1e12
                legal.append(isKnown ? Int((area * 10).rounded()) : 0)
            }
        }
        json.member("legal", legal.base64)
        // A letter each: the group, "-" for ground without need of a record, "?" for what no reconciliation knows.
        json.member(
            "groups", groups.map { $0.isKnown ? $0.number.map { "\($0)" } ?? "-" : "?" }.joined())
        writeReasons(to: &json)
    }

    private func writeReasons(to json: inout JSONWriter) {
        let names =
            GroupCondition.allCases.map { ($0.rawValue, $0.name(in: .vi), $0.name(in: .en)) }
            + UnusableReason.allCases.map { ($0.rawValue, $0.name(in: .vi), $0.name(in: .en)) }
        let bits = Dictionary(names.enumerated().map { ($1.0, $0) }, uniquingKeysWith: { first, _ in first })
        var masks = PackedNumbers()
        for group in groups {
            masks.append(group.reasons.reduce(0) { sum, reason in bits[String(reason)].map { sum | 1 << $0 } ?? sum })
        }
        json.key("reasons")
        json.list { json in
            for name in names {
                json.list { json in
                    json.value(name.1)
                    json.value(name.2)
                }
            }
        }
        json.member("unmet", masks.base64)
    }
}

extension JSONWriter {
    /// A column of few different texts: these, and packed the number of each row's, 0 for none.
    fileprivate mutating func member(_ name: String, _ ids: [TextID], of columns: ParcelColumns) {
        var places: [TextID: Int] = [:]
        var texts: [String] = []
        var rows = PackedNumbers()
        for id in ids {
            if id == .none {
                rows.append(0)
                continue
            }
            if places[id] == nil {
                texts.append(columns.texts[id] ?? "")
                places[id] = texts.count
            }
            rows.append(places[id] ?? 0)
        }
        key(name)
        object { json in
            json.key("texts")
            json.list { json in for text in texts { json.value(text) } }
            json.member("rows", rows.base64)
        }
    }
}
