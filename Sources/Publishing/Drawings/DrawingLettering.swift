public import Cadastre

/// The font and the encoding of the texts in a drawing.
public struct DrawingLettering: Hashable, Sendable {
    /// Nil for Unicode.
    public var encoding: ByteEncoding?
    public var fontName: String
    /// The font's number in MicroStation's list.
    public var fontNumber: Int
    /// The font in which the same bytes are capitals, where the encoding has none with tones.
    public var capitalsName: String?
    public var capitalsNumber: Int?

    public init(
        encoding: ByteEncoding?, fontName: String, fontNumber: Int, capitalsName: String? = nil,
        capitalsNumber: Int? = nil
    ) {
        self.encoding = encoding
        self.fontName = fontName
        self.fontNumber = fontNumber
        self.capitalsName = capitalsName
        self.capitalsNumber = capitalsNumber
    }

    public static let tcvn3 = DrawingLettering(
        encoding: .tcvn3, fontName: ".VnArial", fontNumber: 160, capitalsName: ".VnArialH", capitalsNumber: 161)
    public static let vni = DrawingLettering(encoding: .vni, fontName: "VNI-Helve", fontNumber: 180)
    public static let unicode = DrawingLettering(encoding: nil, fontName: "Arial", fontNumber: 1)

    /// The width of a letter with the space behind it, as a share of its height.
    static let widthPerHeight = 0.75

    /// The bytes of a text and the number of its font.
    /// - Returns: nil when the text has a sign that the encoding has not, or is beyond ASCII where there is none.
    func bytes(of text: String) -> (bytes: [UInt8], font: Int)? {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return (Array(text.utf8), fontNumber) }
        guard let encoding else { return nil }
        if let bytes = encoding.encode(text) { return (bytes, fontNumber) }
        guard encoding == .tcvn3, let capitalsNumber, let bytes = ByteEncoding.tcvn3Capitals.encode(text) else {
            return nil
        }
        return (bytes, capitalsNumber)
    }
}
