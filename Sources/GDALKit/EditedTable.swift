import CGDAL

/// A table of a GeoPackage in which geometries are replaced, and what its description must say of that in the end.
struct EditedTable {
    private let name: String
    private let layer: OGRLayerH
    /// The statement up to the bytes of the geometry, and behind them up to the feature id.
    private let beforeBytes: [UInt8]
    private let beforeFid: [UInt8]
    private let srs: Int32
    private var isEdited = false
    /// Around all new geometries.
    private var extent: LayerExtent?

    init(name: String, layer: OGRLayerH, srs: Int32) {
        self.name = name
        self.layer = layer
        self.srs = srs
        let geometry = SQL.name(String(cString: OGR_L_GetGeometryColumn(layer)))
        let fid = SQL.name(String(cString: OGR_L_GetFIDColumn(layer)))
        beforeBytes = Array("UPDATE \(SQL.name(name)) SET \(geometry) = X'".utf8)
        beforeFid = Array("' WHERE \(fid) = ".utf8)
    }

    /// The statement that replaces one geometry and nothing else in its row; it returns a row if there is the feature.
    /// The triggers of the table keep the spatial index right.
    mutating func replacement(fid: Int64, wkb: [UInt8], at place: GDALPlace) throws(GDALError) -> [CChar] {
        let geometry = try GeoPackageGeometry(wkb: wkb, for: layer, srs: srs, at: place)
        isEdited = true
        if let new = geometry.extent { extent = extent?.union(new) ?? new }
        let afterwards = Array("\(fid) RETURNING 1".utf8) + [0]
        let size = beforeBytes.count + 2 * geometry.blob.count + beforeFid.count + afterwards.count
        let digits = Array("0123456789ABCDEF".utf8)
        return [CChar](unsafeUninitializedCapacity: size) { statement, count in
            func put(_ byte: UInt8) {
                statement.initializeElement(at: count, to: CChar(bitPattern: byte))
                count += 1
            }
            for byte in beforeBytes { put(byte) }
            for byte in geometry.blob {
                put(digits[Int(byte >> 4)])
                put(digits[Int(byte & 15)])
            }
            for byte in beforeFid { put(byte) }
            for byte in afterwards { put(byte) }
        }
    }

    /// The statement that gives the table's description the new time and a box around the new geometries too; nil
    /// where nothing was replaced.
    func description(date: String?) -> String? {
        guard isEdited else { return nil }
        var changes = ["last_change = " + (date.map(SQL.text) ?? "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')")]
        if let extent, extent.isFinite {
            // The smaller of null and a number is null: a table whose box nobody stated stays one.
            changes += [
                "min_x = min(min_x, \(extent.minX))", "min_y = min(min_y, \(extent.minY))",
                "max_x = max(max_x, \(extent.maxX))", "max_y = max(max_y, \(extent.maxY))",
            ]
        }
        return "UPDATE gpkg_contents SET \(changes.joined(separator: ", "))"
            + " WHERE \(SQL.match("table_name", name))"
    }
}

extension LayerExtent {
    fileprivate var isFinite: Bool { [minX, minY, maxX, maxY].allSatisfy(\.isFinite) }

    fileprivate func union(_ other: LayerExtent) -> LayerExtent {
        LayerExtent(
            minX: min(minX, other.minX), minY: min(minY, other.minY), maxX: max(maxX, other.maxX),
            maxY: max(maxY, other.maxY))
    }
}
