/// What a LABEL of OGR's feature style language says of a text.
struct LabelStyle: Equatable {
    var fontName: String?
    /// Ground units; 0 where it says nothing.
    var height = 0.0
    var angleDegrees = 0.0
    var offsetX = 0.0
    var offsetY = 0.0
    var justification = TextJustification.bottomLeft

    /// - Parameter style: as `LABEL(f:"Arial",t:"12",p:5,a:30,s:1.5g,dx:2g,dy:2g,c:#000000)`.
    init(_ style: UnsafeRawBufferPointer) {
        StyleParts.forEach(style) { name, value in
            switch name {
            case StyleParts.name("f"): fontName = value.isEmpty ? nil : String(decoding: value, as: UTF8.self)
            case StyleParts.name("s"): height = LabelStyle.number(value)
            case StyleParts.name("a"): angleDegrees = LabelStyle.number(value)
            case StyleParts.name("dx"): offsetX = LabelStyle.number(value)
            case StyleParts.name("dy"): offsetY = LabelStyle.number(value)
            case StyleParts.name("p"):
                let anchor = Int(LabelStyle.number(value))
                guard (1...12).contains(anchor) else { return }
                let across: TextJustification.Across = [.left, .centre, .right][(anchor - 1) % 3]
                justification = TextJustification(across, [.bottom, .middle, .top, .bottom][(anchor - 1) / 3])
            default: break
            }
        }
    }

    /// The number before a unit, as `1.5g`; also `1e-05g`.
    private static func number(_ bytes: Slice<UnsafeRawBufferPointer>) -> Double {
        let digits = bytes.prefix { (0x30...0x39).contains($0) || [0x2B, 0x2D, 0x2E, 0x65].contains($0) }
        return Double(String(decoding: digits, as: UTF8.self)) ?? 0
    }

    /// Whether a style draws nothing: the colour of what is on a layer that is off or frozen ends with an alpha of 0.
    static func isHidden(_ style: UnsafeRawBufferPointer) -> Bool {
        var isHidden = false
        StyleParts.forEach(style) { name, value in
            if name == StyleParts.name("c") || name == StyleParts.name("fc"), value.count == 9,
                value.suffix(2).allSatisfy({ $0 == UInt8(ascii: "0") })
            {
                isHidden = true
            }
        }
        return isHidden
    }
}

/// The parts of a style string: `name:value`, where a value may stand in quotes with a backslash before quotes in it.
private enum StyleParts {
    /// A name of up to eight letters as a number.
    static func name(_ text: StaticString) -> UInt64 {
        text.withUTF8Buffer { $0.reduce(0) { $0 << 8 | UInt64($1) } }
    }

    /// Runs `body` with each part; quotes in a value keep their backslashes.
    static func forEach(
        _ style: UnsafeRawBufferPointer, _ body: (_ name: UInt64, _ value: Slice<UnsafeRawBufferPointer>) -> Void
    ) {
        var at = (style.firstIndex(of: UInt8(ascii: "(")) ?? style.endIndex) + 1
        while at < style.count {
            var name: UInt64 = 0
            while at < style.count, style[at] != UInt8(ascii: ":") {
                name = name << 8 | UInt64(style[at])
                at += 1
            }
            at += 1
            guard at < style.count else { return }
            let isQuoted = style[at] == UInt8(ascii: "\"")
            if isQuoted { at += 1 }
            let start = at
            while at < style.count {
                let byte = style[at]
                if isQuoted {
                    if byte == UInt8(ascii: "\"") { break }
                    if byte == UInt8(ascii: "\\") { at += 1 }
                } else if byte == UInt8(ascii: ",") || byte == UInt8(ascii: ")") {
                    break
                }
                at += 1
            }
            body(name, style[start..<min(at, style.count)])
            while at < style.count, style[at] != UInt8(ascii: ",") { at += 1 }
            at += 1
        }
    }
}
