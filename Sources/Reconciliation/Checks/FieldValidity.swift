import Cadastre

/// Whether the values of fields have a right form. Each distinct text is looked at once, but for personal numbers, which
/// are compared with gender and birth of their row.
struct FieldValidity {
    private let records: RecordColumns
    private let date: CivilDate
    private var serials: [TextID: SerialFault?] = [:]
    private var registers: [TextID: Bool] = [:]
    private var days: [DatedText: RecordDate] = [:]
    private var genders: [TextID: Gender?] = [:]

    /// What is wrong with a serial.
    struct SerialFault: Hashable {
        /// What may have been meant.
        var suggestion: String?
    }

    private struct DatedText: Hashable {
        var text: TextID
        var isSpreadsheet: Bool
    }

    init(_ records: RecordColumns, date: CivilDate) {
        self.records = records
        self.date = date
    }

    /// Nil for a good serial.
    mutating func serialFault(_ id: TextID) -> SerialFault? {
        if let known = serials[id] { return known }
        let fault: SerialFault? =
            switch CertificateSerial.read(records.texts[id] ?? "") {
            case .serial, .houseNumber, .missing: nil
            case .suggested(let serial): SerialFault(suggestion: "\(serial)")
            case .unreadable: SerialFault(suggestion: nil)
            }
        serials[id] = .some(fault)
        return fault
    }

    mutating func isBadRegisterNumber(_ id: TextID) -> Bool {
        if let known = registers[id] { return known }
        let isBad = RegisterNumber.read(records.texts[id] ?? "") == .unreadable
        registers[id] = isBad
        return isBad
    }

    /// Whether a text is a day, a month or a year that is past.
    mutating func isGoodDate(_ id: TextID, isSpreadsheet: Bool) -> Bool {
        switch day(id, isSpreadsheet) {
        case .day, .month, .year, .missing: true
        case .doubtful, .impossible, .future, .unreadable: false
        }
    }

    private mutating func day(_ id: TextID, _ isSpreadsheet: Bool) -> RecordDate {
        let key = DatedText(text: id, isSpreadsheet: isSpreadsheet)
        if let known = days[key] { return known }
        let read = RecordDate.read(records.texts[id] ?? "", from: isSpreadsheet ? .spreadsheet : .text, notAfter: date)
        days[key] = read
        return read
    }

    /// What is wrong with the personal number of a row.
    mutating func faults(ofPerson r: Int, isSpreadsheet: Bool) -> [PersonalNumberFinding] {
        let genderID = records.id(.gender, r)
        var gender: Gender?
        if genderID != .none {
            if let known = genders[genderID] {
                gender = known
            } else {
                gender = records.texts[genderID].flatMap { Gender($0) }
                genders[genderID] = .some(gender)
            }
        }
        let birth = records.id(.birthDate, r)
        let year = birth == .none ? nil : day(birth, isSpreadsheet).year
        let text = records.texts.utf8(records.id(.ownerNumber, r))
        return text.withUnsafeBytes { PersonalNumber.read(utf8: $0, gender: gender, birthYear: year, on: date) }
            .findings
    }
}
