/// The rings of one geometry on the grid, before they enter a store.
struct DecodedRings {
    /// Room for points; the first `pointCount` are in use.
    var points: [GridPoint] = []
    var pointCount = 0
    /// Room for the end of each ring in `points`, and for whether it is a hole; the first `ringCount` are in use.
    private var ringEnds: [Int32] = []
    private var ringIsHole: [Bool] = []
    private var ringCount = 0
    var partCount = 0
    var traits: ParcelTraits = []
    /// A ring that cannot be a valid one whatever its place: not closed, or fewer than four points.
    var hasFlawedRing = false
    /// Different points of the source fell on one grid point: what happens between them is not seen here.
    var hasCollapsedEdge = false

    private mutating func removeAll() {
        pointCount = 0
        ringCount = 0
        partCount = 0
        traits = []
        hasFlawedRing = false
        hasCollapsedEdge = false
    }

    /// Runs `body` with the points, the end of each ring among them, which rings are holes, and whether a flaw was
    /// noticed. The points may be reordered within a ring.
    @inline(__always)
    mutating func withRings<R>(
        _ body: (UnsafeMutableBufferPointer<GridPoint>, UnsafeBufferPointer<Int32>, UnsafeBufferPointer<Bool>, Bool) ->
            R
    ) -> R {
        let isFlawed = hasFlawedRing || hasCollapsedEdge
        let count = pointCount
        let ringCount = ringCount
        // Mutable buffers are not retained: nothing waits for an atomic count.
        return points.withUnsafeMutableBufferPointer { points in
            ringEnds.withUnsafeMutableBufferPointer { ends in
                ringIsHole.withUnsafeMutableBufferPointer { isHole in
                    body(
                        UnsafeMutableBufferPointer(rebasing: points[..<count]),
                        UnsafeBufferPointer(rebasing: ends[..<ringCount]),
                        UnsafeBufferPointer(rebasing: isHole[..<ringCount]), isFlawed)
                }
            }
        }
    }

    /// Decodes ISO WKB or EWKB of any byte order.
    mutating func decode(_ wkb: UnsafeRawBufferPointer, on grid: Grid) -> IntakeOutcome {
        removeAll()
        if points.count < wkb.count / 16 + 1 {
            points = Array(repeating: GridPoint(x: 0, y: 0), count: wkb.count / 8 + 64)
        }
        var cursor = WKBCursor(bytes: wkb)
        if let failure = decodeGeometry(&cursor, on: grid, depth: 0) { return failure }
        return ringCount == 0 ? .empty : .stored
    }

    /// Decodes one geometry; nil when all went well.
    private mutating func decodeGeometry(_ cursor: inout WKBCursor, on grid: Grid, depth: Int) -> IntakeOutcome? {
        guard let header = cursor.header(), depth < 8 else { return .malformed }
        if header.hasZ { traits.insert(.hadZ) }
        if header.hasM { traits.insert(.hadM) }
        switch header.type {
        case 3, 17:
            return decodePolygon(&cursor, header, on: grid)
        case 6, 7, 15, 16:
            guard let count = cursor.count(ofAtLeast: 5) else { return .malformed }
            for _ in 0..<count {
                if let failure = decodeGeometry(&cursor, on: grid, depth: depth + 1) { return failure }
            }
            return nil
        case 10, 12:
            return .curved
        default:
            return .notPolygonal(wkbType: header.type)
        }
    }

    private mutating func decodePolygon(
        _ cursor: inout WKBCursor, _ header: WKBCursor.Header, on grid: Grid
    ) -> IntakeOutcome? {
        guard let statedRings = cursor.count(ofAtLeast: 4) else { return .malformed }
        if statedRings > 0 { partCount += 1 }
        for ring in 0..<statedRings {
            guard let count = cursor.count(ofAtLeast: header.stride) else { return .malformed }
            let start = pointCount
            let bytes = cursor.take(count * header.stride)
            if count == 0 {
                // Nothing at all, unless holes follow.
                if ring == 0 && statedRings > 1 { hasFlawedRing = true }
                continue
            }
            if let failure = quantize(bytes, count, header, on: grid) { return failure }
            if pointCount - start >= 3 {
                if ringCount == ringEnds.count {
                    ringEnds.append(0)
                    ringIsHole.append(false)
                }
                ringEnds[ringCount] = Int32(pointCount)
                ringIsHole[ringCount] = ring > 0
                ringCount += 1
            } else {
                pointCount = start
                hasFlawedRing = true
            }
        }
        return nil
    }

    /// Rounds a ring's points (at least one) to the grid, leaving out repeated points and the closing one.
    private mutating func quantize(
        _ bytes: UnsafeRawBufferPointer, _ count: Int, _ header: WKBCursor.Header, on grid: Grid
    ) -> IntakeOutcome? {
        if count < 4 { hasFlawedRing = true }
        let rounding = GridRounding(grid)
        let stride = header.stride
        let swapped = header.isBigEndian
        let start = pointCount
        var failure: IntakeOutcome?
        var collapsed = false
        var previous = SIMD2<Double>(repeating: .nan)
        let end = points.withUnsafeMutableBufferPointer { points -> Int in
            var end = start
            var last = GridPoint(x: 0, y: 0)
            for i in 0..<count {
                let position = WKBCursor.position(bytes, i &* stride, swapped)
                guard let p = rounding.point(position) ?? grid.point(x: position.x, y: position.y) else {
                    let isFinite = position.x.isFinite && position.y.isFinite
                    failure = isFinite ? .beyondReach(x: position.x, y: position.y) : .notFinite
                    break
                }
                if p == last && end > start {
                    collapsed = collapsed || position != previous
                    continue
                }
                previous = position
                last = p
                points[end] = p
                end &+= 1
            }
            return end
        }
        if let failure { return failure }
        pointCount = end
        // The closing point, judged in the source's own coordinates.
        let closing = WKBCursor.position(bytes, (count - 1) * stride, swapped)
        if WKBCursor.position(bytes, 0, swapped) != closing { hasFlawedRing = true }
        while pointCount - start > 1 && points[pointCount - 1] == points[start] { pointCount -= 1 }
        // The point that falls on the first one is the closing point, unless an earlier one already did.
        if collapsed || end - pointCount > 1 || (end > pointCount && previous != closing) {
            hasCollapsedEdge = true
        }
        return nil
    }
}

/// Reads WKB from front to back; never beyond its end.
struct WKBCursor {
    struct Header {
        var type: UInt32
        var hasZ: Bool
        var hasM: Bool
        var isBigEndian: Bool
        /// Bytes of one point.
        var stride: Int { 16 + (hasZ ? 8 : 0) + (hasM ? 8 : 0) }
    }

    let bytes: UnsafeRawBufferPointer
    private var offset = 0
    private var isBigEndian = false

    init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// Byte order and type; nil where the bytes end or are no WKB.
    mutating func header() -> Header? {
        guard offset + 5 <= bytes.count, bytes[offset] <= 1 else { return nil }
        isBigEndian = bytes[offset] == 0
        offset += 1
        let code = uint32()
        var type = code & 0x0FFF_FFFF
        var hasZ = code & 0x8000_0000 != 0
        var hasM = code & 0x4000_0000 != 0
        if code & 0x2000_0000 != 0 {
            guard offset + 4 <= bytes.count else { return nil }
            offset += 4
        }
        hasZ = hasZ || type / 1000 == 1 || type / 1000 == 3
        hasM = hasM || type / 1000 == 2 || type / 1000 == 3
        type %= 1000
        return Header(type: type, hasZ: hasZ, hasM: hasM, isBigEndian: isBigEndian)
    }

    private mutating func uint32() -> UInt32 {
        let raw = bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
        offset += 4
        return isBigEndian ? UInt32(bigEndian: raw) : UInt32(littleEndian: raw)
    }

    /// A count of items that take at least `size` bytes each; nil when so many do not fit.
    mutating func count(ofAtLeast size: Int) -> Int? {
        guard offset + 4 <= bytes.count else { return nil }
        let count = Int(uint32())
        return count * size <= bytes.count - offset ? count : nil
    }

    mutating func take(_ count: Int) -> UnsafeRawBufferPointer {
        let slice = UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count])
        offset += count
        return slice
    }

    /// The x and y that begin at an offset.
    @inline(__always)
    static func position(_ bytes: UnsafeRawBufferPointer, _ offset: Int, _ bigEndian: Bool) -> SIMD2<Double> {
        if bigEndian {
            let x = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            let y = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: offset &+ 8, as: UInt64.self))
            return SIMD2(Double(bitPattern: x), Double(bitPattern: y))
        }
        let x = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        let y = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset &+ 8, as: UInt64.self))
        return SIMD2(Double(bitPattern: x), Double(bitPattern: y))
    }
}

/// `Grid.point` for both axes at once, without conversions between doubles and integers.
///
/// Adding 1.5 · 2⁵² leaves no bits for a fraction: the sum's last bits are the nearest whole number. That holds up to
/// 2⁵¹; what is larger, infinite or NaN comes out at 2⁵¹ or more, far beyond the reach of a grid that begins near 0.
private struct GridRounding {
    private static let shift = 0x1.8p52
    /// Origins beyond this take the slow way.
    private static let far: UInt64 = 1 << 50

    private let units: Double
    /// What the sum's bits are for the point that lies `Grid.reachUnits` west and south of the origin.
    private let leastX: Int64
    private let leastY: Int64
    private let isNear: Bool

    @inline(__always)
    init(_ grid: Grid) {
        units = grid.unitsPerMetre
        let bits = Int64(bitPattern: GridRounding.shift.bitPattern)
        leastX = bits &+ grid.originX &- Grid.reachUnits
        leastY = bits &+ grid.originY &- Grid.reachUnits
        isNear = grid.originX.magnitude < GridRounding.far && grid.originY.magnitude < GridRounding.far
    }

    /// The grid point of a position; nil where the slow way has to look.
    @inline(__always)
    func point(_ position: SIMD2<Double>) -> GridPoint? {
        let v = position * units + 0.5
        let sum = v + GridRounding.shift
        let nearest = sum - GridRounding.shift
        // Down to the whole number below, where the nearest one lies above.
        let x = Int64(bitPattern: sum.x.bitPattern) &- leastX &- (nearest.x > v.x ? 1 : 0)
        let y = Int64(bitPattern: sum.y.bitPattern) &- leastY &- (nearest.y > v.y ? 1 : 0)
        let width = UInt64(2 * Grid.reachUnits)
        guard UInt64(bitPattern: x) <= width, UInt64(bitPattern: y) <= width, isNear else { return nil }
        return GridPoint(
            x: Int32(truncatingIfNeeded: x &- Grid.reachUnits), y: Int32(truncatingIfNeeded: y &- Grid.reachUnits))
    }
}
