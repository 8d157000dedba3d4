import Cadastre

/// What land uses are called in records, as codes in force.
public struct LandUseWords {
    private let reader = LandUseReader()

    public init() {}

    /// The code of one land use: of a code, old or new, or of the words of the law ("Đất ở tại đô thị").
    /// - Returns: nil where it has no certain reading, or several.
    public func code(of text: String) -> String? {
        let codes = reader.codes(ofText: text)
        return codes.count == 1 ? codes.first : nil
    }
}
