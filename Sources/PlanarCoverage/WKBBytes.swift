/// Little-endian ISO WKB of shapes on the grid, in metres.
public enum WKBBytes {
    public static func point(x: Double, y: Double) -> [UInt8] {
        var bytes = header(1)
        append(x, to: &bytes)
        append(y, to: &bytes)
        return bytes
    }

    public static func lineString(_ points: [(x: Double, y: Double)]) -> [UInt8] {
        var bytes = header(2)
        append(UInt32(points.count), to: &bytes)
        for p in points {
            append(p.x, to: &bytes)
            append(p.y, to: &bytes)
        }
        return bytes
    }

    /// - Parameter lines: open lines.
    public static func multiLineString(_ lines: [[GridPoint]], on grid: Grid) -> [UInt8] {
        var bytes = header(5)
        append(UInt32(lines.count), to: &bytes)
        for line in lines {
            bytes += header(2)
            append(line, on: grid, closing: false, to: &bytes)
        }
        return bytes
    }

    /// - Parameter rings: each shell (counter-clockwise) followed by its holes (clockwise), not closed.
    public static func multiPolygon(_ rings: [[GridPoint]], on grid: Grid) -> [UInt8] {
        var parts: [[Int]] = []
        for i in rings.indices {
            if parts.isEmpty || isShell(rings[i]) { parts.append([i]) } else { parts[parts.count - 1].append(i) }
        }
        var bytes = header(6)
        append(UInt32(parts.count), to: &bytes)
        for part in parts {
            bytes += header(3)
            append(UInt32(part.count), to: &bytes)
            for i in part { append(rings[i], on: grid, closing: true, to: &bytes) }
        }
        return bytes
    }

    private static func isShell(_ ring: [GridPoint]) -> Bool {
        guard var before = ring.last else { return true }
        var doubledArea: Int128 = 0
        for point in ring {
            let cross = Int64(before.x) * Int64(point.y) - Int64(point.x) * Int64(before.y)
            doubledArea += Int128(cross)
            before = point
        }
        return doubledArea > 0
    }

    private static func header(_ type: UInt8) -> [UInt8] { [1, type, 0, 0, 0] }

    private static func append(_ ring: [GridPoint], on grid: Grid, closing: Bool, to bytes: inout [UInt8]) {
        append(UInt32(ring.count + (closing && !ring.isEmpty ? 1 : 0)), to: &bytes)
        for point in ring + (closing ? ring.prefix(1) : []) {
            append(grid.metresX(point.x), to: &bytes)
            append(grid.metresY(point.y), to: &bytes)
        }
    }

    private static func append(_ value: UInt32, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    private static func append(_ value: Double, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    }
}
