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
    init(_ style: some StringProtocol) {
        for (name, value) in StyleParts(style) {
            switch name {
            case "f": fontName = value.isEmpty ? nil : value
            case "s": height = LabelStyle.number(value)
            case "a": angleDegrees = LabelStyle.number(value)
            case "dx": offsetX = LabelStyle.number(value)
            case "dy": offsetY = LabelStyle.number(value)
            case "p":
                guard let anchor = Int(value), (1...12).contains(anchor) else { continue }
                let across: TextJustification.Across = [.left, .centre, .right][(anchor - 1) % 3]
                justification = TextJustification(across, [.bottom, .middle, .top, .bottom][(anchor - 1) / 3])
            default: break
            }
        }
    }

    /// The number before a unit, as `1.5g`.
    private static func number(_ text: String) -> Double {
        Double(text.prefix { $0.isNumber || "+-.e".contains($0) }) ?? 0
    }

    /// Whether a style draws nothing: the colour of what is on a layer that is off or frozen ends with an alpha of 0.
    static func isHidden(_ style: String) -> Bool {
        StyleParts(style).contains { name, value in
            (name == "c" || name == "fc") && value.utf8.count == 9 && value.hasSuffix("00")
        }
    }
}

/// The parts of a style string: `name:value`, where a value may stand in quotes with a backslash before quotes in it.
private struct StyleParts: Sequence, IteratorProtocol {
    private var rest: Substring.UTF8View

    init(_ style: some StringProtocol) {
        let text = Substring(style)
        rest = text.utf8.dropFirst(text.utf8.prefix { $0 != UInt8(ascii: "(") }.count + 1)
    }

    mutating func next() -> (name: String, value: String)? {
        let name = rest.prefix { $0 != UInt8(ascii: ":") }
        rest = rest.dropFirst(name.count + 1)
        guard let first = rest.first else { return nil }
        var value: [UInt8] = []
        if first == UInt8(ascii: "\"") {
            rest = rest.dropFirst()
            while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
                if byte == UInt8(ascii: "\\"), let quoted = rest.first, quoted == UInt8(ascii: "\"") {
                    value.append(quoted)
                    rest = rest.dropFirst()
                } else {
                    value.append(byte)
                }
            }
        } else {
            let plain = rest.prefix { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: ")") }
            value = Array(plain)
            rest = rest.dropFirst(plain.count)
        }
        rest = rest.dropFirst(rest.prefix { $0 != UInt8(ascii: ",") }.count + 1)
        return (String(decoding: Array(name), as: UTF8.self), String(decoding: value, as: UTF8.self))
    }
}
