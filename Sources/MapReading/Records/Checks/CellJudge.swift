import Cadastre

/// Tells values that a spreadsheet lost or bent, one text at a time.
struct CellJudge {
    let field: RecordField
    let isSpreadsheet: Bool

    struct Verdict {
        var suspicion: CellDamage
        /// What is read instead; empty text for nothing, nil where the value stays.
        var replacement: String?
        /// What it may have been.
        var suggestion: String?
    }

    /// What is wrong with a text; nil for nothing.
    func judge(_ bytes: ArraySlice<UInt8>) -> Verdict? {
        guard let first = bytes.first else { return nil }
        if first == UInt8(ascii: "#"), CellJudge.errors.contains(String(decoding: bytes, as: UTF8.self)) {
            return Verdict(suspicion: .errorValue, replacement: "")
        }
        if bytes.count >= 254, isCut(bytes) { return Verdict(suspicion: .truncated) }
        switch field {
        case .ward: return ward(bytes)
        case .sheet, .number, .certificateSheet, .certificateNumber: return key(bytes)
        case .ownerNumber, .currentUserNumber: return personalNumber(bytes)
        case .issueDate, .birthDate: return date(bytes)
        case .serial, .registerNumber, .organisationNumber, .parcelCode, .apartment:
            return isScientific(bytes) ? Verdict(suspicion: .scientificNumber) : nil
        case _ where field.isArea: return numberAsText(bytes)
        default: return nil
        }
    }

    private static let errors: Set<String> = [
        "#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!",
    ]

    /// Whether a text is as long as old formats allow: 255 letters in a sheet, 254 bytes in a DBF.
    private func isCut(_ bytes: ArraySlice<UInt8>) -> Bool {
        if !isSpreadsheet && bytes.count == 254 { return true }
        return String(decoding: bytes, as: UTF8.self).unicodeScalars.count == 255
    }

    private func ward(_ bytes: ArraySlice<UInt8>) -> Verdict? {
        let whole = withoutPointZero(bytes)
        guard !whole.isEmpty, whole.count < 5, isDigits(whole) else {
            return whole.count < bytes.count && isDigits(whole)
                ? Verdict(suspicion: .trailingPointZero, replacement: String(decoding: whole, as: UTF8.self)) : nil
        }
        let code = String(repeating: "0", count: 5 - whole.count) + String(decoding: whole, as: UTF8.self)
        return Verdict(suspicion: .leadingZerosRestored, replacement: code, suggestion: code)
    }

    private func key(_ bytes: ArraySlice<UInt8>) -> Verdict? {
        let whole = withoutPointZero(bytes)
        if whole.count < bytes.count, isDigits(whole) {
            let text = String(decoding: whole, as: UTF8.self)
            return Verdict(suspicion: .trailingPointZero, replacement: text, suggestion: text)
        }
        if isDigits(bytes) {
            guard isSpreadsheet, bytes.count == 5, let serial = Int(String(decoding: bytes, as: UTF8.self)),
                CellJudge.recentSerials.contains(serial)
            else { return nil }
            return CivilDate(serial: serial).map(dateForNumber)
        }
        if isScientific(bytes) { return Verdict(suspicion: .scientificNumber) }
        return writtenDate(String(decoding: bytes, as: UTF8.self))
    }

    /// Serial numbers of days from 2000 to 2049: what "3-1" becomes when it is typed today.
    static let recentSerials = 36_526..<54_789

    private func dateForNumber(_ day: CivilDate) -> Verdict {
        let suggestion =
            day.day == day.month ? "\(day.day)-\(day.month)" : "\(day.day)-\(day.month), \(day.month)-\(day.day)"
        return Verdict(suspicion: .dateForNumber, suggestion: suggestion)
    }

    /// `2025-01-03`, `2025/01/03 00:00:00`, `03/01/2025`, `3-Jan`, `Jan-03`, `03-Thg1`.
    private func writtenDate(_ text: String) -> Verdict? {
        guard text.utf8.count >= 5, text.utf8.count <= 24 else { return nil }
        let day = text.prefix { $0 != " " && $0 != "T" || text.hasPrefix("T") }
        let parts = day.split { $0 == "-" || $0 == "/" }
        let numbers = parts.map { Int($0) }
        if parts.count == 3, let a = numbers[0], let b = numbers[1], let c = numbers[2] {
            if (1900...2100).contains(a), (1...12).contains(b), (1...31).contains(c) {
                return CivilDate(year: a, month: b, day: c).map(dateForNumber)
            }
            if (1900...2100).contains(c), (1...31).contains(a), (1...31).contains(b), min(a, b) <= 12 {
                return CivilDate(year: c, month: min(a, b), day: max(a, b)).map(dateForNumber)
            }
        }
        if parts.count == 2 {
            let months = [
                "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
            ]
            for (name, number) in [(parts[0], numbers[1]), (parts[1], numbers[0])] {
                let name = name.lowercased()
                let month =
                    months.firstIndex(of: name).map { $0 + 1 }
                    ?? (name.hasPrefix("thg") ? Int(name.dropFirst(3).drop { $0 == " " }) : nil)
                if let month, let number, let date = CivilDate(year: 2000, month: month, day: number) {
                    return dateForNumber(date)
                }
            }
        }
        return nil
    }

    private func personalNumber(_ bytes: ArraySlice<UInt8>) -> Verdict? {
        if isScientific(bytes) { return Verdict(suspicion: .scientificNumber) }
        let whole = withoutPointZero(bytes)
        guard isDigits(whole) else { return nil }
        // 9 digits are an old identity card's; a number that had 12 has lost one zero or two.
        if whole.count == 10 || whole.count == 11 {
            return Verdict(
                suspicion: .leadingZerosLost,
                replacement: whole.count < bytes.count ? String(decoding: whole, as: UTF8.self) : nil)
        }
        return whole.count < bytes.count
            ? Verdict(suspicion: .trailingPointZero, replacement: String(decoding: whole, as: UTF8.self)) : nil
    }

    private func date(_ bytes: ArraySlice<UInt8>) -> Verdict? {
        guard isSpreadsheet, let first = bytes.first, (0x30...0x39).contains(first) else { return nil }
        let whole = bytes.prefix { $0 != AreaNumber.point }
        guard (4...5).contains(whole.count), isDigits(whole), bytes.dropFirst(whole.count + 1).allSatisfy(isDigit),
            let serial = Int(String(decoding: whole, as: UTF8.self))
        else { return nil }
        // Four digits are a year, where they can be one.
        if whole.count == 4, (1800...2400).contains(serial) { return nil }
        guard let day = CivilDate(serial: serial)?.written else { return nil }
        return Verdict(suspicion: .dateSerial, replacement: day, suggestion: day)
    }

    /// A spreadsheet gives a number with a point, whatever its country: one with a comma, blanks or a unit is a text.
    private func numberAsText(_ bytes: ArraySlice<UInt8>) -> Verdict? {
        guard isSpreadsheet, !bytes.allSatisfy({ isDigit($0) || $0 == AreaNumber.point }), !isScientific(bytes),
            AreaNumber(bytes) != nil
        else { return nil }
        return Verdict(suspicion: .numberAsText)
    }

    /// Without `.0` or `,0` at the end.
    private func withoutPointZero(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard let mark = bytes.lastIndex(where: { $0 == AreaNumber.point || $0 == AreaNumber.comma }),
            mark > bytes.startIndex, mark + 1 < bytes.endIndex, bytes[(mark + 1)...].allSatisfy({ $0 == 0x30 })
        else { return bytes }
        return bytes[..<mark]
    }

    /// `1.2345E+11`.
    private func isScientific(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.count >= 5, let at = bytes.firstIndex(where: { $0 == 0x45 || $0 == 0x65 }), at > bytes.startIndex,
            at + 2 < bytes.endIndex, bytes[at + 1] == UInt8(ascii: "+")
        else { return false }
        return bytes[..<at].allSatisfy { isDigit($0) || $0 == AreaNumber.point || $0 == AreaNumber.comma }
            && isDigits(bytes[(at + 2)...])
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    private func isDigits(_ bytes: ArraySlice<UInt8>) -> Bool { !bytes.isEmpty && bytes.allSatisfy(isDigit) }
}
