import Cadastre

/// Who holds the land: numbers, names, the population database.
extension ReconcileRun {
    /// One number with two names; one serial with parcels and holders that have nothing in common.
    mutating func checkHolders() {
        checkNames()
        checkSerials()
    }

    private mutating func checkNames() {
        for (first, other) in SharedValues.numbersWithTwoNames(records) {
            add(.numberWithTwoNames, record: first, count: 2, .value(.ownerNumber, suggestion: nil))
            if matches.parcel[Int(other)] >= 0 {
                note(FindingKind.numberWithTwoNames.severity, parcel: matches.parcel[Int(other)])
            }
        }
    }

    private mutating func checkSerials() {
        // Rows of one serial that belong together share a parcel or a holder.
        for (first, more) in SharedValues.serials(records) {
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
