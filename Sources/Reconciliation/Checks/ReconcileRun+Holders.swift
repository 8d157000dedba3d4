import Cadastre

/// Who holds the land: numbers, names, the population database.
extension ReconcileRun {
    /// What one row says of its holder.
    mutating func checkHolder(
        _ r: Int, _ validity: inout FieldValidity, isOrganisation: Bool, source: Int
    ) {
        let number = records.id(.ownerNumber, r)
        if number != .none {
            for fault in validity.faults(ofPerson: r, isSpreadsheet: records.sources[source].isSpreadsheet) {
                add(.invalidOwnerNumber, record: Int32(r), .number(fault))
                if matches.parcel[r] >= 0 { groupings[Int(matches.parcel[r])].miss(.ownerNumber) }
            }
        }
        if populationState(r) == .unmatched { add(.populationUnmatched, record: Int32(r)) }
    }

    /// What is known of a row's holder from the population database.
    enum PopulationState { case matched, unmatched, unknown }

    func populationState(_ r: Int) -> PopulationState {
        if let extract = input.population, let number = records.text(.ownerNumber, r) {
            guard let person = extract.persons[number], let name = records.text(.owner, r) else { return .unmatched }
            return ComparisonKey(name).text == person.name ? .matched : .unmatched
        }
        guard let text = records.text(.populationStatus, r) else { return .unknown }
        let plain = ComparisonKey.withoutDiacritics(text).text
        if plain.contains("khong xac dinh") { return .unknown }
        if plain.contains("chua") || plain.contains("khong") { return .unmatched }
        return plain.contains("khop") ? .matched : .unknown
    }

    /// Tells the parcel of a row which conditions of group 1 the row misses.
    mutating func noteConditions(_ r: Int, _ missing: RecordFieldSet, isOrganisation: Bool) {
        let parcel = matches.parcel[r]
        guard parcel >= 0 else { return }
        let p = Int(parcel)
        let fields = missing.fields.filter { $0 != .scan && $0 != .ownerNumber }
        if !fields.isEmpty || lacksColumn { groupings[p].miss(.requiredFields) }
        if !isOrganisation, records.id(.ownerNumber, r) == .none { groupings[p].miss(.ownerNumber) }
        if !isOrganisation, populationState(r) != .matched { groupings[p].miss(.populationMatched) }
        if records.id(.scan, r) == .none { groupings[p].miss(.scan) }
        if says(no: .synchronised, r) { groupings[p].miss(.synchronised) }
        if says(no: .registerExported, r) { groupings[p].miss(.registerExported) }
    }

    /// Whether a required field is in no source at all.
    private var lacksColumn: Bool {
        settings.groups.requiredFields.contains { name in
            RecordField(name: name).map { absentFields.contains($0) } ?? false
        }
    }

    /// Where a source has such a field, an empty one says no.
    private func says(no field: RecordField, _ r: Int) -> Bool {
        guard records.has(field) else { return false }
        guard let text = records.text(field, r).map({ ComparisonKey.withoutDiacritics($0).text }) else { return true }
        return text.contains("chua") || text.contains("khong") || ["0", "false", "no", "n"].contains(text)
    }

    /// One number with two names; one serial with parcels and holders that have nothing in common.
    mutating func checkHolders() {
        checkNames()
        checkSerials()
    }

    private mutating func checkNames() {
        let numbers = records[.ownerNumber]
        let names = records[.owner]
        guard !numbers.isEmpty, !names.isEmpty else { return }
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
        for r in 0..<records.count where numbers[r] != .none && names[r] != .none {
            let n = Int(numbers[r].rawValue)
            if firstName[n] == .none {
                (firstName[n], firstRow[n]) = (names[r], Int32(r))
            } else if firstName[n] != names[r], !isTold.contains(numbers[r]), fold(firstName[n]) != fold(names[r]) {
                isTold.insert(numbers[r])
                add(.numberWithTwoNames, record: firstRow[n], count: 2, .value(.ownerNumber, suggestion: nil))
                if matches.parcel[r] >= 0 {
                    note(FindingKind.numberWithTwoNames.severity, parcel: matches.parcel[r])
                }
            }
        }
    }

    private mutating func checkSerials() {
        let serials = records[.serial]
        guard !serials.isEmpty else { return }
        // Rows of one serial that belong together share a parcel or a holder.
        var firstRow: [TextID: Int32] = [:]
        var others: [TextID: [Int32]] = [:]
        for r in 0..<records.count where serials[r] != .none {
            if firstRow[serials[r]] == nil {
                firstRow[serials[r]] = Int32(r)
            } else {
                others[serials[r], default: []].append(Int32(r))
            }
        }
        for (serial, more) in others {
            // A text that is no serial ("chưa có") is told already, and says nothing of belonging together.
            guard let first = firstRow[serial], CertificateSerial.read(records.texts[serial] ?? "") != .unreadable
            else {
                continue
            }
            // Grow the circle of the first row; what is left has nothing in common with it.
            var rows = more
            var circle = HolderCircle()
            circle.insert(holder(of: Int(first)), place(of: Int(first)))
            var grew = true
            while grew {
                grew = false
                for (k, r) in rows.enumerated().reversed() {
                    guard circle.takes(holder(of: Int(r)), place(of: Int(r))) else { continue }
                    circle.insert(holder(of: Int(r)), place(of: Int(r)))
                    rows.remove(at: k)
                    grew = true
                }
            }
            if let stranger = rows.min() {
                add(.duplicateSerial, record: first, count: more.count + 1, .others(stranger))
                if matches.parcel[Int(stranger)] >= 0 {
                    note(FindingKind.duplicateSerial.severity, parcel: matches.parcel[Int(stranger)])
                }
            }
        }
    }

    private func holder(of r: Int) -> Holder {
        let number = records.id(.ownerNumber, r)
        let isWhole = records.texts.utf8(number).count == PersonalNumber.length
        var name = records.id(.owner, r)
        if name == .none { name = records.id(.organisation, r) }
        return Holder(number: isWhole ? number : records.id(.organisationNumber, r), name: name)
    }

    /// The parcel of a row, or the key that it names.
    private func place(of r: Int) -> PlaceKey {
        let parcel = matches.parcel[r]
        return parcel >= 0
            ? PlaceKey(ward: .none, sheet: .none, number: TextID(rawValue: parcel))
            : PlaceKey(
                ward: records.id(.ward, r), sheet: records.id(.sheet, r), number: records.id(.number, r))
    }
}

/// Who holds a certificate: by number, and by name where there is no number.
private struct Holder: Hashable {
    var number: TextID
    var name: TextID
}

/// Rows that share a parcel or a holder with one another.
private struct HolderCircle {
    private var numbers: Set<TextID> = []
    private var names: Set<TextID> = []
    private var namesWithoutNumber: Set<TextID> = []
    private var places: Set<PlaceKey> = []

    mutating func insert(_ holder: Holder, _ place: PlaceKey) {
        places.insert(place)
        if holder.number != .none { numbers.insert(holder.number) }
        if holder.name != .none { names.insert(holder.name) }
        if holder.number == .none, holder.name != .none { namesWithoutNumber.insert(holder.name) }
    }

    /// Two people of one name are told apart by their numbers, where both have one.
    func takes(_ holder: Holder, _ place: PlaceKey) -> Bool {
        if places.contains(place) { return true }
        if holder.number != .none { return numbers.contains(holder.number) || namesWithoutNumber.contains(holder.name) }
        return holder.name != .none && names.contains(holder.name)
    }
}
