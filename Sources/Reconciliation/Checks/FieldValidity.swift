import Cadastre

/// Whether the values of fields have a right form. Each distinct date is looked at once, and each serial and register
/// number once where rows that share it stand together; personal numbers are compared with gender and birth of their row.
struct FieldValidity: Sendable {
    private let records: RecordColumns
    private let date: CivilDate
    private var serial: (id: TextID, fault: SerialFault?) = (.none, nil)
    private var register: (id: TextID, isBad: Bool) = (.none, false)
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
        if CertificateSerial.isPlain(utf8: records.texts.utf8(id)) { return nil }
        if serial.id == id { return serial.fault }
        let fault: SerialFault? =
            switch CertificateSerial.read(records.texts[id] ?? "") {
            case .serial, .houseNumber, .missing: nil
            case .suggested(let serial): SerialFault(suggestion: "\(serial)")
            case .unreadable: SerialFault(suggestion: nil)
            }
        serial = (id, fault)
        return fault
    }

    mutating func isBadRegisterNumber(_ id: TextID) -> Bool {
        if RegisterNumber.isPlain(utf8: records.texts.utf8(id)) { return false }
        if register.id == id { return register.isBad }
        let isBad = RegisterNumber.read(records.texts[id] ?? "") == .unreadable
        register = (id, isBad)
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
