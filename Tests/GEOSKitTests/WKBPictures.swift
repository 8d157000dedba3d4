/// Little-endian WKB of a polygon, written by hand so that it can also be wrong.
func polygonWKB(_ rings: [[(Double, Double)]]) -> [UInt8] {
    var bytes: [UInt8] = [1]
    func append(_ value: UInt32) { withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) } }
    func append(_ value: Double) {
        withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    }
    append(UInt32(3))
    append(UInt32(rings.count))
    for ring in rings {
        append(UInt32(ring.count))
        for (x, y) in ring {
            append(x)
            append(y)
        }
    }
    return bytes
}

let square: [(Double, Double)] = [(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)]
let bowTie: [(Double, Double)] = [(0, 0), (10, 10), (10, 0), (0, 10), (0, 0)]
