import Cadastre

/// Rows that have a value in common which should belong to one holder.
enum SharedValues {
    /// Numbers that stand beside two names: the first row of each, and the first with another name.
    static func numbersWithTwoNames(_ records: RecordColumns) -> [(first: Int32, other: Int32)] {
        let numbers = records[.ownerNumber]
        let names = records[.owner]
        guard !numbers.isEmpty, !names.isEmpty else { return [] }
        var firstName = [TextID](repeating: .none, count: records.texts.count)
        var firstRow = [Int32](repeating: -1, count: records.texts.count)
        var isTold = Set<TextID>()
        var folds: [TextID: String] = [:]
        func fold(_ id: TextID) -> String {
            if let known = folds[id] { return known }
            let text = ComparisonKey(records.texts[id] ?? "").text
            folds[id] = text
            return text
        }
        var pairs: [(first: Int32, other: Int32)] = []
        for r in 0..<records.count where numbers[r] != .none && names[r] != .none {
            let n = Int(numbers[r].rawValue)
            if firstName[n] == .none {
                (firstName[n], firstRow[n]) = (names[r], Int32(r))
            } else if firstName[n] != names[r], !isTold.contains(numbers[r]), fold(firstName[n]) != fold(names[r]) {
                isTold.insert(numbers[r])
                pairs.append((firstRow[n], Int32(r)))
            }
        }
        return pairs
    }

    /// Serials that several rows have: the first row of each, and the others.
    static func serials(_ records: RecordColumns) -> [(first: Int32, more: [Int32])] {
        let serials = records[.serial]
        guard !serials.isEmpty else { return [] }
        var firstRow = [Int32](repeating: -1, count: records.texts.count)
        var others: [TextID: [Int32]] = [:]
        for (r, serial) in serials.enumerated() where serial != .none {
            let s = Int(serial.rawValue)
            if firstRow[s] < 0 { firstRow[s] = Int32(r) } else { others[serial, default: []].append(Int32(r)) }
        }
        return others.compactMap { serial, more in
            // A text that is no serial ("chưa có") is told already, and says nothing of belonging together.
            if CertificateSerial.read(records.texts[serial] ?? "") == .unreadable { return nil }
            return (firstRow[Int(serial.rawValue)], more)
        }
    }
}
