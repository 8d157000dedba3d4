import CGDAL
import Glibc

/// One element of a DGN V7 file. It lives inside the closure that it is handed to.
public struct DGNElement: ~Copyable {
    private let core: UnsafeMutablePointer<DGNElemCore>
    private let file: UnsafeMutableRawPointer
    private let dimension: Int
    private let unitsPerMaster: Double
    private let originX: Double
    private let originY: Double
    /// Its place in the file, from 0.
    public let number: Int

    init(
        _ core: UnsafeMutablePointer<DGNElemCore>, number: Int, of file: UnsafeMutableRawPointer, _ header: DGNHeader
    ) {
        self.core = core
        self.file = file
        self.number = number
        dimension = header.dimension
        unitsPerMaster = header.unitsPerMaster
        originX = header.originX
        originY = header.originY
    }

    deinit { DGNFreeElement(file, core) }

    public var type: DGNElementType { DGNElementType(rawValue: Int(core.pointee.type)) }
    /// 0 to 63.
    public var level: Int { Int(core.pointee.level) }
    public var isDeleted: Bool { core.pointee.is_deleted != 0 }
    /// Whether it is marked as a part of a complex element.
    public var isPart: Bool { core.pointee.in_complex != 0 }
    /// 0 for primary elements, 1 for parts of a pattern, 2 for constructions, 3 for dimensions.
    public var elementClass: Int { Int(core.pointee.properties & 0xF) }
    public var isHole: Bool { core.pointee.properties & 0x8000 != 0 }
    /// Elements with the same number other than 0 belong together.
    public var graphicGroup: Int { Int(core.pointee.graphic_group) }
    /// Where it begins in the file.
    public var offset: Int { Int(core.pointee.offset) }
    public var byteCount: Int { Int(core.pointee.size) }

    /// The element as it stands in the file.
    public var bytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: core.pointee.raw_data, count: Int(core.pointee.raw_bytes))
    }

    private func view<T>(_ type: T.Type) -> T { UnsafeRawPointer(core).loadUnaligned(as: T.self) }

    /// Vertices of lines, line strings, shapes, curves and poles in master units: x, y, z, x, y, z...
    public var vertices: UnsafeBufferPointer<Double> {
        guard Int(core.pointee.stype) == DGNST_MULTIPOINT,
            let at = MemoryLayout<DGNElemMultiPoint>.offset(of: \.vertices)
        else { return UnsafeBufferPointer(start: nil, count: 0) }
        // A point is three doubles; there are `num_vertices` of them behind the structure's head.
        let start = (UnsafeRawPointer(core) + at).assumingMemoryBound(to: Double.self)
        return UnsafeBufferPointer(start: start, count: 3 * Int(view(DGNElemMultiPoint.self).num_vertices))
    }

    /// The arc of an arc or an ellipse; nil for other elements.
    public var arc: DGNArc? {
        guard Int(core.pointee.stype) == DGNST_ARC else { return nil }
        let arc = view(DGNElemArc.self)
        let axes =
            dimension == 3
            ? DGNAxes(quaternion: arc.quat) : DGNAxes(angle: arc.rotation * .pi / 180)
        return DGNArc(
            x: arc.origin.x, y: arc.origin.y, primary: arc.primary_axis, secondary: arc.secondary_axis, axes: axes,
            start: arc.startang * .pi / 180, sweep: arc.sweepang * .pi / 180)
    }

    /// What a text looks like; nil for other elements.
    public var text: DGNText? {
        guard Int(core.pointee.stype) == DGNST_TEXT else { return nil }
        let text = view(DGNElemText.self)
        let start = dimension == 3 ? 76 : 60
        guard bytes.count >= start else { return nil }
        let axes =
            dimension == 3
            ? DGNAxes(quaternion: (long(at: 46), long(at: 50), long(at: 54), long(at: 58)))
            : DGNAxes(angle: text.rotation * .pi / 180)
        return DGNText(
            font: Int(text.font_id), justification: Int(text.justification), characterWidth: text.length_mult,
            height: text.height_mult, angle: atan2(axes.uy, axes.ux), x: text.origin.x, y: text.origin.y,
            bytes: start..<min(start + Int(bytes[start - 2]), bytes.count))
    }

    /// The box that the element states around itself, in master units.
    public var range: DGNBox? {
        guard bytes.count >= 28 else { return nil }
        // Numbers without a sign: the middle of the plane is 2^31.
        func at(_ byte: Int, _ origin: Double) -> Double {
            Double(long(at: byte) ^ Int32.min) / unitsPerMaster + origin
        }
        return DGNBox(
            minX: at(4, originX), minY: at(8, originY), maxX: at(16, originX), maxY: at(20, originY))
    }

    /// Where the last part of the complex element that this is the head of ends in the file; nil for other elements.
    public var partsEnd: Int? {
        switch type {
        case .cellHeader, .textNode, .complexChain, .complexShape, .surface, .solid, .sharedCellDefinition:
            guard bytes.count >= 38 else { return offset + byteCount }
            // In words, counted from behind this one.
            return offset + 38 + 2 * short(at: 36)
        case .splineCurve, .splineSurface, .rasterHeader:
            guard bytes.count >= 40 else { return offset + byteCount }
            return offset + 40 + 2 * max(0, Int(long(at: 36)))
        default: return nil
        }
    }

    /// How many parts the head of a complex chain or shape, or of a text node, says there are.
    public var statedPartCount: Int? {
        switch type {
        case .complexChain, .complexShape, .textNode: bytes.count >= 40 ? short(at: 38) : nil
        default: nil
        }
    }

    /// What the head of a B-spline curve says of it; nil for other elements.
    public var spline: DGNSpline? {
        guard type == .splineCurve, bytes.count >= 46 else { return nil }
        return DGNSpline(
            order: Int(bytes[40] & 0xF) + 2, isRational: bytes[40] & 0x40 != 0, isClosed: bytes[40] & 0x80 != 0,
            poleCount: short(at: 42), knotCount: short(at: 44))
    }

    /// Knots or weights of a B-spline curve, 0 to 1.
    /// - Parameter count: how many the head says there are; fewer come where the element is shorter.
    public func shares(count: Int) -> [Double] {
        (0..<max(0, min(count, (bytes.count - 36) / 4))).map { Double(long(at: 36 + 4 * $0)) / Double(Int32.max) }
    }

    /// The file that an attachment names; nil for other elements.
    public var referenceFile: String? {
        let isAttachment = type == .groupData && level == 9 || type == .application && level == 5
        guard isAttachment, bytes.count > 38 else { return nil }
        let name = bytes[38..<min(38 + min(65, short(at: 36)), bytes.count)].prefix { $0 >= 0x20 }
        let text = String(decoding: name, as: UTF8.self)
        return text.isEmpty ? nil : text
    }

    private func short(at byte: Int) -> Int { Int(bytes[byte]) | Int(bytes[byte + 1]) << 8 }

    /// A number of 32 bits as a PDP-11 has it: the high word first, each with its low byte first.
    private func long(at byte: Int) -> Int32 {
        let high = UInt32(bytes[byte]) | UInt32(bytes[byte + 1]) << 8
        let low = UInt32(bytes[byte + 2]) | UInt32(bytes[byte + 3]) << 8
        return Int32(bitPattern: high << 16 | low)
    }
}

/// An arc or an ellipse, in master units and radians.
public struct DGNArc: Hashable, Sendable {
    /// The centre.
    public var x: Double
    public var y: Double
    public var primary: Double
    public var secondary: Double
    public var axes: DGNAxes
    /// Counter-clockwise from the primary axis.
    public var start: Double
    /// Negative for clockwise.
    public var sweep: Double

    public init(
        x: Double, y: Double, primary: Double, secondary: Double, axes: DGNAxes, start: Double, sweep: Double
    ) {
        self.x = x
        self.y = y
        self.primary = primary
        self.secondary = secondary
        self.axes = axes
        self.start = start
        self.sweep = sweep
    }
}

/// The directions of the two axes of an element, as seen from above.
public struct DGNAxes: Hashable, Sendable {
    public var ux: Double
    public var uy: Double
    public var vx: Double
    public var vy: Double

    /// - Parameter angle: counter-clockwise, in radians.
    public init(angle: Double) {
        (ux, uy) = (cos(angle), sin(angle))
        (vx, vy) = (0 - uy, ux)
    }

    /// The upper left part of the matrix that a quaternion stands for. In the file it is that of the way back, in steps
    /// of 2^-31.
    init(quaternion q: (Int32, Int32, Int32, Int32)) {
        let parts = [q.0, q.1, q.2, q.3].map(Double.init)
        let length = parts.reduce(0) { $0 + $1 * $1 }.squareRoot()
        // All zeros turn nothing.
        let scale = length > 0 ? 1 / length : 0
        let (w, x, y, z) = (parts[0] * scale, 0 - parts[1] * scale, 0 - parts[2] * scale, 0 - parts[3] * scale)
        ux = 1 - 2 * (y * y + z * z)
        uy = 2 * (x * y + w * z)
        vx = 2 * (x * y - w * z)
        vy = 1 - 2 * (x * x + z * z)
    }
}

/// A text as it stands in a DGN V7 file, in master units and radians.
public struct DGNText: Hashable, Sendable {
    public var font: Int
    /// 0 left top, 1 left middle, 2 left bottom, 6 to 8 centre, 12 to 14 right; 3 to 5 and 9 to 11 at the margin of a
    /// text node.
    public var justification: Int
    /// The width of a character with the space behind it.
    public var characterWidth: Double
    public var height: Double
    /// Counter-clockwise from east.
    public var angle: Double
    /// Its lower left corner, whatever its justification.
    public var x: Double
    public var y: Double
    /// Where what it says stands in the element's bytes; empty for a text to be written.
    public var bytes: Range<Int>

    public init(
        font: Int, justification: Int, characterWidth: Double, height: Double, angle: Double, x: Double, y: Double,
        bytes: Range<Int> = 0..<0
    ) {
        self.font = font
        self.justification = justification
        self.characterWidth = characterWidth
        self.height = height
        self.angle = angle
        self.x = x
        self.y = y
        self.bytes = bytes
    }
}

/// A box in master units.
public struct DGNBox: Hashable, Sendable {
    public var minX: Double
    public var minY: Double
    public var maxX: Double
    public var maxY: Double
}

/// The head of a B-spline curve.
public struct DGNSpline: Hashable, Sendable {
    /// The degree and one: 2 to 15.
    public var order: Int
    public var isRational: Bool
    public var isClosed: Bool
    public var poleCount: Int
    /// Knots inside the curve; 0 where they are evenly spread.
    public var knotCount: Int
}
