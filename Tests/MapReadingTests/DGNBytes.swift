import Foundation
import GDALKit

/// A DGN V7 file put together byte by byte, for what no writer of ours writes.
struct DGNBytes {
    private var bytes: [UInt8]
    private let dimension: Int
    /// Where the units of resolution begin, in metres.
    private let origin = (x: 500_000.0, y: 1_000_000.0)

    init(dimension: Int = 2) throws {
        let folder = TemporaryFolder()
        let path = folder.file("empty.dgn")
        try DGNWriter(creating: path).close()
        bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))).dropLast(2)
        self.dimension = dimension
        if dimension == 3 {
            bytes[0] = 0xC8
            bytes[1214] |= 0x40
        }
    }

    /// Names the units.
    mutating func setUnits(_ master: String, _ sub: String = "  ") {
        for (i, letter) in (master + "  ").utf8.prefix(2).enumerated() { bytes[1120 + i] = letter }
        for (i, letter) in (sub + "  ").utf8.prefix(2).enumerated() { bytes[1122 + i] = letter }
    }

    mutating func setSubUnits(_ perMaster: Int32) {
        bytes.replaceSubrange(1112..<1116, with: DGNBytes.long(perMaster))
    }

    /// Adds an element with what follows its display header.
    mutating func add(
        _ type: Int, level: Int, _ body: [UInt8], isPart: Bool = false, isDeleted: Bool = false, class number: Int = 0,
        isHole: Bool = false, copies: Int = 1
    ) {
        let element = DGNBytes.element(
            type, level: level, body, isPart: isPart, isDeleted: isDeleted, class: number, isHole: isHole)
        for _ in 0..<copies { bytes += element }
    }

    static func element(
        _ type: Int, level: Int, _ body: [UInt8], isPart: Bool = false, isDeleted: Bool = false, class number: Int = 0,
        isHole: Bool = false
    ) -> [UInt8] {
        let body = body + (body.count % 2 == 1 ? [0] : [])
        let words = (36 + body.count) / 2 - 2
        var head = [UInt8(level) | (isPart ? 0x80 : 0), UInt8(type) | (isDeleted ? 0x80 : 0)] + short(words)
        head += [UInt8](repeating: 0, count: 24) + short(0) + short((4 + body.count) / 2)
        head += short(number | (isHole ? 0x8000 : 0)) + short(0)
        return head + body
    }

    /// Adds the head of a complex element, and its parts.
    /// - Parameter claimedWords: what the head says behind the parts' own words.
    mutating func addComplex(
        _ type: Int, level: Int, _ parts: [[UInt8]], head: [UInt8] = [], isDeleted: Bool = false, class number: Int = 0,
        claimedWords: Int = 0
    ) {
        bytes += DGNBytes.complex(
            type, level: level, parts, head: head, isDeleted: isDeleted, class: number, claimedWords: claimedWords)
    }

    static func complex(
        _ type: Int, level: Int, _ parts: [[UInt8]], head: [UInt8] = [], isPart: Bool = false, isDeleted: Bool = false,
        class number: Int = 0, claimedWords: Int = 0
    ) -> [UInt8] {
        let inner = parts.reduce(0) { $0 + $1.count }
        let isSpline = type == 27
        // Behind the word or words that say how many there are.
        let rest = isSpline ? head.count : 2 + head.count
        let words = (rest + inner) / 2 + claimedWords
        let body = isSpline ? long(Int32(words)) + head : short(words) + short(parts.count) + head
        return element(type, level: level, body, isPart: isPart, isDeleted: isDeleted, class: number)
            + parts.flatMap { $0 }
    }

    func write(to path: String, end: [UInt8] = [0xFF, 0xFF]) throws {
        try Data(bytes + end).write(to: URL(fileURLWithPath: path))
    }

    // MARK: Numbers

    static func short(_ value: Int) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8 & 0xFF)] }

    static func long(_ value: Int32) -> [UInt8] {
        let bits = UInt32(bitPattern: value)
        return [16, 24, 0, 8].map { UInt8(truncatingIfNeeded: bits >> UInt32($0)) }
    }

    /// A number of VAX: a sign, 8 bits of exponent, 55 of fraction behind a hidden one.
    static func double(_ value: Double) -> [UInt8] {
        guard value != 0 else { return [UInt8](repeating: 0, count: 8) }
        let exponent = UInt64(Int(value.exponent) + 129)
        let fraction = value.significandBitPattern << 3
        let bits = (value < 0 ? 1 << 63 : 0) | exponent << 55 | fraction
        return [48, 32, 16, 0].flatMap { shift in
            [UInt8(truncatingIfNeeded: bits >> UInt64(shift)), UInt8(truncatingIfNeeded: bits >> UInt64(shift + 8))]
        }
    }

    /// A point of metres, with a height where the file has one.
    func point(_ x: Double, _ y: Double) -> [UInt8] {
        DGNBytes.long(Int32(((x - origin.x) * 1000).rounded()))
            + DGNBytes.long(Int32(((y - origin.y) * 1000).rounded())) + (dimension == 3 ? DGNBytes.long(12_345) : [])
    }

    func points(_ xy: [(Double, Double)]) -> [UInt8] {
        DGNBytes.short(xy.count) + xy.flatMap { point($0.0, $0.1) }
    }

    func line(_ a: (Double, Double), _ b: (Double, Double)) -> [UInt8] { point(a.0, a.1) + point(b.0, b.1) }

    /// A quaternion of a turn, as the file has it.
    static func turn(_ angle: Double) -> [UInt8] {
        let scale = Double(Int32.max)
        return [cos(angle / 2), 0, 0, 0 - sin(angle / 2)].flatMap { long(Int32($0 * scale)) }
    }

    func arc(
        _ centre: (Double, Double), radius: Double, start: Double, sweep: Double, turn: Double = 0
    ) -> [UInt8] {
        func angle(_ degrees: Double) -> [UInt8] { DGNBytes.long(Int32(degrees * 360_000)) }
        var body = angle(start) + DGNBytes.long(Int32(abs(sweep) * 360_000) | (sweep < 0 ? Int32.min : 0))
        body += DGNBytes.double(radius * 1000) + DGNBytes.double(radius * 1000)
        body += dimension == 3 ? DGNBytes.turn(turn * .pi / 180) : angle(turn)
        body += DGNBytes.double((centre.0 - origin.x) * 1000) + DGNBytes.double((centre.1 - origin.y) * 1000)
        return body + (dimension == 3 ? DGNBytes.double(0) : [])
    }

    func text(
        _ written: [UInt8], at place: (Double, Double), font: Int = 1, justification: Int = 2, height: Double = 2,
        turn: Double = 0
    ) -> [UInt8] {
        let size = DGNBytes.long(Int32((height * 1_000_000 / 6).rounded()))
        let angle =
            dimension == 3 ? DGNBytes.turn(turn * .pi / 180) : DGNBytes.long(Int32((turn * 360_000).rounded()))
        return [UInt8(font), UInt8(justification)] + size + size + angle + point(place.0, place.1)
            + [UInt8(written.count), 0] + written
    }
}
