import Cadastre

/// The heading of one column.
struct Heading: Hashable, Sendable {
    /// From 0.
    var column: Int
    /// As it stands in the source.
    var text: String
    /// What stands above it, the nearest first: groups that several columns share.
    var groups: [String] = []
    /// The number of the form's field that stands below it.
    var fieldNumber: Int?

    /// `A` to `Z`, `AA`...: the column of a spreadsheet.
    static func letters(_ column: Int) -> String {
        var rest = column + 1
        var letters = ""
        while rest > 0 {
            let letter = Unicode.Scalar(UInt8(65 + (rest - 1) % 26))
            letters = String(Character(letter)) + letters
            rest = (rest - 1) / 26
        }
        return letters
    }
}

/// What a column was taken for, and why.
struct ColumnMeaning: Hashable, Sendable {
    var column: Int
    var field: RecordField
    var reason: RecordColumnChoice.Reason
    /// The lower, the better a column fits among several.
    var rank: Int
}
