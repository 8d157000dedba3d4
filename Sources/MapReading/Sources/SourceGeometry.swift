import GDALKit

/// A vertex as the source has it.
struct SourceVertex: Hashable {
    var x: Double
    var y: Double
    var z = 0.0
    var m = 0.0
}

/// A polygon or multipolygon as the source has it.
struct SourceGeometry {
    var isMulti = false
    var hasZ = false
    var hasM = false
    /// All rings, closing points included.
    private(set) var rings: [[SourceVertex]] = []

    /// A shape of no rings yet, without heights and measures.
    static var plainMulti: SourceGeometry { SourceGeometry(isMulti: true) }

    private init(isMulti: Bool) { self.isMulti = isMulti }

    /// Nil for bytes that are no polygons.
    init?(wkb: [UInt8]) {
        var bytes = wkb
        if let type = wkb.withUnsafeBytes({ WKBCoordinates.type(of: $0) }), type.hasCurves {
            guard
                let linear = try? wkb.withUnsafeBytes({
                    try LinearGeometry.wkb($0, maxAngleDegrees: LayerDecoder.chordDegrees)
                })
            else { return nil }
            bytes = linear
        }
        guard let type = bytes.withUnsafeBytes({ WKBCoordinates.type(of: $0) }), let code = type.isoCode else {
            return nil
        }
        isMulti = code % 1000 != 3 && code % 1000 != 17
        hasZ = type.hasZ
        hasM = type.hasM
        var coordinates = WKBCoordinates()
        bytes.withUnsafeBytes { buffer in
            coordinates.read(buffer)
            for run in coordinates.runs {
                rings.append(
                    (0..<run.count).map { i in
                        func number(_ k: Int) -> Double {
                            let raw = buffer.loadUnaligned(
                                fromByteOffset: run.offset + i * run.stride + 8 * k, as: UInt64.self)
                            return Double(
                                bitPattern: run.isBigEndian ? UInt64(bigEndian: raw) : UInt64(littleEndian: raw))
                        }
                        var vertex = SourceVertex(x: number(0), y: number(1))
                        if hasZ { vertex.z = number(2) }
                        if hasM { vertex.m = number(hasZ ? 3 : 2) }
                        return vertex
                    })
            }
        }
        if coordinates.shape != .linear { return nil }
    }

    /// Whether shells run clockwise here, as those of shapefiles do.
    var isClockwise: Bool {
        guard let shell = rings.first, let origin = shell.first else { return false }
        var doubled = 0.0
        for (a, b) in zip(shell, shell.dropFirst()) {
            doubled += (a.x - origin.x) * (b.y - origin.y) - (b.x - origin.x) * (a.y - origin.y)
        }
        return doubled < 0
    }

    /// ISO WKB of other rings in this geometry's type.
    /// - Parameter polygons: shells, each with its holes, not closed.
    func wkb(of polygons: [[[SourceVertex]]]) -> [UInt8] {
        let extra: UInt32 = (hasZ ? 1000 : 0) + (hasM ? 2000 : 0)
        var bytes: [UInt8] = []
        func append(_ value: UInt32) { withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) } }
        func append(_ value: Double) {
            withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
        }
        let asMulti = isMulti || polygons.count > 1
        if asMulti {
            bytes.append(1)
            append(6 + extra)
            append(UInt32(polygons.count))
        }
        for polygon in polygons {
            bytes.append(1)
            append(3 + extra)
            append(UInt32(polygon.count))
            for ring in polygon {
                append(UInt32(ring.count + 1))
                for vertex in ring + ring.prefix(1) {
                    append(vertex.x)
                    append(vertex.y)
                    if hasZ { append(vertex.z) }
                    if hasM { append(vertex.m) }
                }
            }
        }
        return bytes
    }
}
