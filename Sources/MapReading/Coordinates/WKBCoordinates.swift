import GDALKit

/// Where the coordinates of one WKB stand.
struct WKBCoordinates {
    /// Points one behind the other.
    struct Run {
        /// Of the first point, in bytes.
        var offset: Int
        var count: Int
        /// Bytes of a point: two, three or four numbers.
        var stride: Int
        var isBigEndian: Bool
    }

    enum Shape: Hashable {
        case linear, curved, malformed
    }

    private(set) var runs: [Run] = []
    private(set) var shape = Shape.linear

    /// Finds the coordinates of ISO WKB or EWKB of any type.
    mutating func read(_ wkb: UnsafeRawBufferPointer) {
        runs.removeAll(keepingCapacity: true)
        shape = .linear
        var at = 0
        if !geometry(wkb, &at, depth: 0) { shape = .malformed }
    }

    /// The type that a WKB begins with; nil where it is none.
    static func type(of wkb: UnsafeRawBufferPointer) -> GeometryType? {
        guard wkb.count >= 5, wkb[0] <= 1 else { return nil }
        var at = 1
        let code = uint32(wkb, &at, wkb[0] == 0)
        let iso = code & 0x0FFF_FFFF
        let flags = (code & 0x8000_0000 != 0 ? 1000 : 0) + (code & 0x4000_0000 != 0 ? 2000 : 0) as UInt32
        return GeometryType(isoCode: flags == 0 ? iso : iso % 1000 + flags)
    }

    private mutating func geometry(_ wkb: UnsafeRawBufferPointer, _ at: inout Int, depth: Int) -> Bool {
        guard depth < 16, at + 5 <= wkb.count, wkb[at] <= 1 else { return false }
        let bigEndian = wkb[at] == 0
        at += 1
        let code = WKBCoordinates.uint32(wkb, &at, bigEndian)
        if code & 0x2000_0000 != 0 { at += 4 }
        let type = (code & 0x0FFF_FFFF) % 1000
        let thousands = (code & 0x0FFF_FFFF) / 1000
        let hasZ = code & 0x8000_0000 != 0 || thousands == 1 || thousands == 3
        let hasM = code & 0x4000_0000 != 0 || thousands == 2 || thousands == 3
        let stride = 16 + (hasZ ? 8 : 0) + (hasM ? 8 : 0)
        if (8...12).contains(type) { shape = .curved }
        switch type {
        case 1: return points(1, wkb, &at, stride, bigEndian)
        case 2, 8:
            guard let count = count(wkb, &at, bigEndian) else { return false }
            return points(count, wkb, &at, stride, bigEndian)
        case 3, 17:
            guard let rings = count(wkb, &at, bigEndian) else { return false }
            for _ in 0..<rings {
                guard let count = count(wkb, &at, bigEndian), points(count, wkb, &at, stride, bigEndian) else {
                    return false
                }
            }
            return true
        case 4...7, 9...12, 15, 16:
            guard let parts = count(wkb, &at, bigEndian) else { return false }
            for _ in 0..<parts where !geometry(wkb, &at, depth: depth + 1) { return false }
            return true
        default: return false
        }
    }

    private mutating func points(
        _ count: Int, _ wkb: UnsafeRawBufferPointer, _ at: inout Int, _ stride: Int, _ bigEndian: Bool
    ) -> Bool {
        guard count <= (wkb.count - at) / stride else { return false }
        if count > 0 { runs.append(Run(offset: at, count: count, stride: stride, isBigEndian: bigEndian)) }
        at += count * stride
        return true
    }

    private func count(_ wkb: UnsafeRawBufferPointer, _ at: inout Int, _ bigEndian: Bool) -> Int? {
        guard at + 4 <= wkb.count else { return nil }
        return Int(WKBCoordinates.uint32(wkb, &at, bigEndian))
    }

    private static func uint32(_ wkb: UnsafeRawBufferPointer, _ at: inout Int, _ bigEndian: Bool) -> UInt32 {
        let raw = wkb.loadUnaligned(fromByteOffset: at, as: UInt32.self)
        at += 4
        return bigEndian ? UInt32(bigEndian: raw) : UInt32(littleEndian: raw)
    }

    /// Runs `body` with every point: its place in the bytes and its coordinates.
    @inline(__always)
    func forEachPoint(in wkb: UnsafeRawBufferPointer, _ body: (_ x: Double, _ y: Double) -> Void) {
        for run in runs {
            for i in 0..<run.count {
                let at = run.offset + i * run.stride
                body(
                    WKBCoordinates.double(wkb, at, run.isBigEndian), WKBCoordinates.double(wkb, at + 8, run.isBigEndian)
                )
            }
        }
    }

    /// The coordinates as x, y, x, y...
    func gather(from wkb: UnsafeRawBufferPointer, into xy: inout [Double]) {
        xy.removeAll(keepingCapacity: true)
        for run in runs {
            for i in 0..<run.count {
                let at = run.offset + i * run.stride
                xy.append(WKBCoordinates.double(wkb, at, run.isBigEndian))
                xy.append(WKBCoordinates.double(wkb, at + 8, run.isBigEndian))
            }
        }
    }

    /// Puts coordinates in the place of the old ones.
    func scatter(_ xy: [Double], into wkb: inout [UInt8]) {
        wkb.withUnsafeMutableBytes { bytes in
            var next = 0
            for run in runs {
                for i in 0..<run.count {
                    let at = run.offset + i * run.stride
                    WKBCoordinates.store(xy[next], bytes, at, run.isBigEndian)
                    WKBCoordinates.store(xy[next + 1], bytes, at + 8, run.isBigEndian)
                    next += 2
                }
            }
        }
    }

    @inline(__always)
    private static func store(_ value: Double, _ bytes: UnsafeMutableRawBufferPointer, _ at: Int, _ bigEndian: Bool) {
        let pattern = bigEndian ? value.bitPattern.bigEndian : value.bitPattern.littleEndian
        bytes.storeBytes(of: pattern, toByteOffset: at, as: UInt64.self)
    }

    @inline(__always)
    private static func double(_ wkb: UnsafeRawBufferPointer, _ at: Int, _ bigEndian: Bool) -> Double {
        let raw = wkb.loadUnaligned(fromByteOffset: at, as: UInt64.self)
        return Double(bitPattern: bigEndian ? UInt64(bigEndian: raw) : UInt64(littleEndian: raw))
    }
}
