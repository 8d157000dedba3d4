/// Finds out how the texts of one column are encoded, from a sample of up to 2,000 of its distinct values.
///
/// A column is judged as a whole, since single values can be read in several ways; then each value is converted only
/// where that makes it better Vietnamese (`TextColumnVerdict`).
public struct TextColumnJudge: Sendable {
    /// More values prove no more.
    public static let enough = 2000

    private let hint: ByteEncoding?
    private var sample: [[UInt8]] = []
    private var seen = 0
    private var stride = 1

    /// - Parameter fontName: the font in which the texts are shown, where the source tells it.
    public init(fontName: String? = nil) {
        hint = fontName.flatMap { ByteEncoding(fontName: $0) }
    }

    /// Notes one distinct value, UTF-8 or not. ASCII says nothing and costs nothing.
    public mutating func note(_ value: some Collection<UInt8>) {
        guard !value.isASCII else { return }
        seen += 1
        guard seen % stride == 0 else { return }
        if sample.count == TextColumnJudge.enough {
            // Half of them makes room, so that the sample goes evenly over a column of any length.
            sample = sample.indices.filter { $0 % 2 == 1 }.map { sample[$0] }
            stride *= 2
            guard seen % stride == 0 else { return }
        }
        sample.append(Array(value))
    }

    /// What the values noted say.
    public var verdict: TextColumnVerdict {
        var evidence = TextEvidence()
        for value in sample { evidence.note(RawValue(value)) }
        return TextColumnVerdict(evidence, hint: hint)
    }

    /// Judges the distinct values of a column.
    public static func judge(_ values: some Sequence<some Collection<UInt8>>, fontName: String? = nil)
        -> TextColumnVerdict
    {
        var judge = TextColumnJudge(fontName: fontName)
        for value in values { judge.note(value) }
        return judge.verdict
    }

    /// Judges the distinct values of a column.
    public static func judge(_ values: some Sequence<String>, fontName: String? = nil) -> TextColumnVerdict {
        var judge = TextColumnJudge(fontName: fontName)
        for value in values { judge.note(value.utf8) }
        return judge.verdict
    }
}

extension Collection where Element == UInt8 {
    var isASCII: Bool {
        withContiguousStorageIfAvailable { bytes in
            // All bytes in one number; short texts are faster without a way out in the middle.
            bytes.reduce(0) { $0 | $1 } < 0x80
        } ?? allSatisfy { $0 < 0x80 }
    }
}
