import Cadastre

/// What land uses are called in records, as codes in force.
public struct LandUseWords {
    private let reader = LandUseReader()

    public init() {}

    /// The code of one land use: of a code, old or new, or of the words of the law ("Đất ở tại đô thị").
    /// - Returns: nil where it has no certain reading, or several.
    public func code(of text: String) -> String? {
        var codes = reader.codes(ofText: text)
        // "Đất chuyên trồng lúa (trước 2024: đất chuyên trồng lúa nước)": what it was called is no other use.
        if codes.isEmpty, let bracket = text.firstIndex(of: "(") {
            codes = reader.codes(ofText: String(text[..<bracket]))
        }
        return codes.count == 1 ? codes.first : nil
    }
}
