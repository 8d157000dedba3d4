import GDALKit
import MapReading
import PostgresKit

/// A table that takes the rows of a layer, of all wards.
struct DeliveredTable {
    let schema: String
    let name: String
    private let columns: [Column]
    private let geometry: GeometryType
    private let srid: Int
    private let postGIS: String

    private struct Column {
        /// Its place among the fields of the layer.
        var field: Int
        var name: String
        var fieldType: FieldType
        var type: String
    }

    private static let ward = "run_ward"
    private static let fid = "run_fid"
    private static let geometry = "geom"
    /// Longer names would be cut by the server.
    private static let nameBytes = 63

    init(_ name: String, in schema: String, like layer: LayerSchema, postGIS: String) {
        self.schema = schema
        self.name = DeliveredTable.cut(name)
        self.postGIS = postGIS
        // Measures (M) mean nothing here.
        geometry = GeometryType(
            isoCode: layer.geometryType.isoCode.map { $0 % 1000 + (layer.geometryType.hasZ ? 1000 : 0) })
        let authority = layer.crs?.authority ?? ""
        srid = authority.hasPrefix("EPSG:") ? Int(authority.dropFirst(5)) ?? 0 : 0
        var taken: Set<String> = [DeliveredTable.ward, DeliveredTable.fid, DeliveredTable.geometry]
        columns = layer.fields.enumerated().filter { !PersonalFields.contains($0.element.name) }.map { index, field in
            var name = DeliveredTable.cut(field.name)
            while !taken.insert(name).inserted {
                name = DeliveredTable.cut(name, toBytes: DeliveredTable.nameBytes - 2) + "_2"
            }
            return Column(
                field: index, name: name, fieldType: field.type, type: DeliveredTable.columnType(of: field.type))
        }
    }

    private var quoted: String { PostgresText.name(name, in: schema) }
    private var hasGeometry: Bool { geometry.isoCode != nil }

    private static func cut(_ name: String, toBytes most: Int = nameBytes) -> String {
        var name = name
        while name.utf8.count > most { name.removeLast() }
        return name
    }

    private static func columnType(of type: FieldType) -> String {
        switch type {
        case .boolean: "boolean"
        case .integer: "integer"
        case .integer64: "bigint"
        case .real: "double precision"
        case .date: "date"
        case .time: "time without time zone"
        case .dateTime: "timestamp with time zone"
        case .text, .binary, .list: "text"
        }
    }

    /// The type of the geometry column, as the server writes it.
    private func geometryType(_ type: GeometryType) -> String {
        let names = [
            1: "Point", 2: "LineString", 3: "Polygon", 4: "MultiPoint", 5: "MultiLineString", 6: "MultiPolygon",
        ]
        let name = names[Int(type.isoCode ?? 0) % 1000] ?? "Geometry"
        return "\(name)\(type.hasZ ? "Z" : "")\(srid == 0 ? "" : ",\(srid)")"
    }

    /// Makes the table, or widens the one that is there so that it takes these rows too.
    func prepare(_ connection: borrowing PostgresConnection) throws(PostgresError) {
        let there = try connection.rows(
            """
            SELECT a.attname, format_type(a.atttypid, a.atttypmod) FROM pg_attribute a
            JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = $1 AND c.relname = $2 AND a.attnum > 0 AND NOT a.attisdropped
            """, [schema, name])
        if there.isEmpty { return try create(connection) }
        let types = Dictionary(there.map { ($0[0] ?? "", $0[1] ?? "") }, uniquingKeysWith: { first, _ in first })
        for column in columns {
            let quotedName = PostgresText.name(column.name)
            guard let type = types[column.name] else {
                try connection.execute("ALTER TABLE \(quoted) ADD COLUMN \(quotedName) \(column.type)")
                continue
            }
            let wide = DeliveredTable.wider(type, column.type)
            if wide == type { continue }
            try connection.execute(
                "ALTER TABLE \(quoted) ALTER COLUMN \(quotedName) TYPE \(wide) USING \(quotedName)::\(wide)")
        }
        if hasGeometry { try widenGeometry(types[DeliveredTable.geometry] ?? "", connection) }
    }

    private func create(_ connection: borrowing PostgresConnection) throws(PostgresError) {
        var parts = ["\(DeliveredTable.ward) text NOT NULL", "\(DeliveredTable.fid) bigint NOT NULL"]
        parts += columns.map { "\(PostgresText.name($0.name)) \($0.type)" }
        if hasGeometry {
            parts.append("\(DeliveredTable.geometry) \(PostgresText.name(postGIS)).geometry(\(geometryType(geometry)))")
        }
        try connection.execute("CREATE TABLE \(quoted) (\(parts.joined(separator: ", ")))")
        try connection.execute("COMMENT ON TABLE \(quoted) IS \(PostgresText.literal(WardDelivery.mark))")
        try connection.execute("CREATE INDEX ON \(quoted) (\(DeliveredTable.ward))")
        if hasGeometry { try connection.execute("CREATE INDEX ON \(quoted) USING gist (\(DeliveredTable.geometry))") }
    }

    /// A column of multipolygons that shall take something else becomes one of any geometry; heights stay.
    private func widenGeometry(_ type: String, _ connection: borrowing PostgresConnection) throws(PostgresError) {
        let column = DeliveredTable.geometry
        let stated = type.drop { $0 != "(" }
        if stated == "(\(geometryType(geometry)))" { return }
        let hasZ = geometry.hasZ || stated.prefix { $0 != "," && $0 != ")" }.hasSuffix("Z")
        let wide = "(\(geometryType(GeometryType(isoCode: hasZ ? 1000 : 0))))"
        if stated == wide { return }
        let extensionSchema = PostgresText.name(postGIS)
        try connection.execute(
            "ALTER TABLE \(quoted) ALTER COLUMN \(column) TYPE \(extensionSchema).geometry\(wide) USING "
                + (hasZ ? "\(extensionSchema).ST_Force3D(\(column))" : column))
    }

    /// The type that holds the values of both.
    private static func wider(_ a: String, _ b: String) -> String {
        if a == b { return a }
        let numbers = ["integer", "bigint", "double precision"]
        guard let x = numbers.firstIndex(of: a), let y = numbers.firstIndex(of: b) else { return "text" }
        return numbers[max(x, y)]
    }

    /// Sends all features of a layer; their number.
    func send(
        _ layer: borrowing Layer, _ ward: String, _ connection: borrowing PostgresConnection
    ) throws -> Int {
        var names = [DeliveredTable.ward, DeliveredTable.fid] + columns.map { PostgresText.name($0.name) }
        if hasGeometry { names.append(DeliveredTable.geometry) }
        return try connection.copy(into: "COPY \(quoted) (\(names.joined(separator: ", "))) FROM STDIN") { sender in
            try layer.forEachRow { feature in
                sender.add(ward)
                sender.add("\(feature.id)")
                for column in columns { sender.add(feature.exactText(column.field, of: column.fieldType)) }
                if hasGeometry {
                    if let wkb = feature.wkb(as: geometry) {
                        sender.add(hexadecimal: extended(wkb))
                    } else {
                        sender.add(nil)
                    }
                }
                sender.endRow()
            }
        }
    }

    /// WKB with the number of the CRS, as PostGIS takes it.
    private func extended(_ wkb: [UInt8]) -> [UInt8] {
        if srid == 0 || wkb.count < 5 { return wkb }
        // Little-endian, as it was made: the flag stands in the highest byte of the type.
        var bytes = Array(wkb[..<4]) + [wkb[4] | 0x20]
        for shift in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: srid >> shift)) }
        bytes += wkb[5...]
        return bytes
    }
}
