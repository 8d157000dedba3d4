import Cadastre
import MapReading
import PlanarCoverage

/// The issues of a ward's page with their kinds, parcels and ground.
struct IssueList {
    private let issues: [WardIssue]
    /// The rows of each issue's parcels on the page.
    private let rows: [[Int]]
    private let frame: PackedShapes
    private var ground: PackedShapes
    private var groundCount = 0
    /// The number of each issue's ground; nil without one.
    private var groundOf: [Int?]

    init(_ issues: [WardIssue], _ parcels: WardParcels?, _ frame: PackedShapes) {
        self.issues = issues
        self.frame = frame
        ground = frame
        groundOf = Array(repeating: nil, count: issues.count)
        let places = parcels.map { ParcelPlaces($0.map.columns) }
        rows = issues.map { issue in
            guard let places else { return [] }
            return issue.parcels.filter { $0.neighbour == nil }.compactMap { places.row(fid: $0.fid, key: $0.key) }
        }
    }

    /// Takes the ground of the issues that are listed.
    mutating func take(_ areas: LayerPolygons?) {
        guard let areas else { return }
        let places = Dictionary(issues.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        for (a, id) in areas.names.enumerated() {
            guard let i = places[id], groundOf[i] == nil else { continue }
            ground.append(polygons: areas.rings.polygons(ofParcel: a), on: areas.grid)
            groundOf[i] = groundCount
            groundCount += 1
        }
    }

    func write(to json: inout JSONWriter) throws {
        var kinds: [String] = []
        var kindOf: [String: Int] = [:]
        var names: [(vi: String, en: String)] = []
        for issue in issues {
            let key = "\(issue.isOfRecords ? "reconcile" : "check")/\(issue.kind)"
            if kindOf[key] != nil { continue }
            kindOf[key] = kinds.count
            kinds.append(key)
            names.append((issue.name(in: .vi), issue.name(in: .en)))
        }
        json.key("kinds")
        json.list { json in
            for (kind, name) in zip(kinds, names) {
                json.list { json in
                    json.value(kind)
                    json.value(name.vi)
                    json.value(name.en)
                }
            }
        }
        json.key("fields")
        json.object { json in
            for field in Set(issues.compactMap(\.field)).sorted() {
                json.key(field)
                json.list { json in
                    json.value(RecordFieldNames.vi(field))
                    json.value(RecordFieldNames.en(field))
                }
            }
        }
        json.key("issues")
        try json.list { json in
            for (i, issue) in issues.enumerated() {
                try json.line(indent: 0)
                let kind = kindOf["\(issue.isOfRecords ? "reconcile" : "check")/\(issue.kind)"] ?? 0
                json.list { write(issue, i, kind, to: &$0) }
            }
        }
        json.member("ground", ground, count: groundCount)
    }

    private func write(_ issue: WardIssue, _ i: Int, _ kind: Int, to json: inout JSONWriter) {
        json.value(issue.id)
        json.value(kind)
        json.value(Severity.allCases.firstIndex(of: issue.severity) ?? 0)
        json.value(issue.code)
        json.value(DefectState.allCases.firstIndex(of: issue.state) ?? 0)
        json.list { json in for row in rows[i] { json.value(row) } }
        // Parcels that are not on the page are named.
        json.value(rows[i].count == issue.parcels.count ? "" : issue.parcels.compactMap(\.key).joined(separator: "; "))
        if let area = issue.areaSquareMetres { json.value(area, decimals: 4) } else { json.null() }
        if let width = issue.widthMetres { json.value(width, decimals: 4) } else { json.null() }
        if let at = issue.at {
            let place = frame.place(at.x, at.y)
            json.value(place.x)
            json.value(place.y)
        } else {
            json.null()
            json.null()
        }
        json.value(groundOf[i] ?? -1)
        if let field = issue.field { json.value(field) } else { json.null() }
        if let row = issue.recordRow { json.value(row) } else { json.null() }
        if let message = issue.message, i < WardPage.mostMessages { json.value(message) } else { json.null() }
    }
}

/// What the fields of a record are called that a finding names, parted by semicolons.
enum RecordFieldNames {
    static func vi(_ names: String) -> String { list(names, .vi) }
    static func en(_ names: String) -> String { list(names, .en) }

    private static func list(_ names: String, _ language: Language) -> String {
        let fields: [Substring] = names.split(separator: "; ")
        return fields.map { name(String($0), language) }.joined(separator: ", ")
    }

    private static func name(_ name: String, _ language: Language) -> String {
        if let field = RecordField(name: name) { return FieldNames.name(field, language) }
        if name == "use_areas", language == .vi { return "tổng diện tích các loại đất" }
        return name.replacing("_", with: " ")
    }
}
