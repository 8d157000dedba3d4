import Cadastre

/// Whether the values of fields have a right form, each distinct text looked at once.
struct FieldValidity {
    init(_ records: RecordColumns, date: CivilDate) {}
    struct Sug { var text: String? }
    mutating func serialFault(_ id: TextID) -> Sug? { nil }
    mutating func isBadRegisterNumber(_ id: TextID) -> Bool { false }
    mutating func isGoodDate(_ id: TextID, field: RecordField, isSpreadsheet: Bool) -> Bool { true }
    mutating func faults(ofPerson r: Int, isSpreadsheet: Bool) -> [PersonalNumberFinding] { [] }
}
enum DecimalText { static func value(_ text: String) -> Double? { Double(text) } }
