import Cadastre

/// What each record says wrong by itself.
extension ReconcileRun {
    mutating func checkRecords() {
        var validity = FieldValidity(records, date: settings.date)
        let required = requiredFields
        let hasOrganisation = records.has(.organisation)
        for (s, source) in records.sources.enumerated() {
            let asked = required.filter { hasValues($0, in: source) }
            let asksNumber = hasValues(.ownerNumber, in: source)
            let asksScan = hasValues(.scan, in: source)
            for r in source.firstRecord..<(source.firstRecord + source.recordCount) {
                let isOrganisation = hasOrganisation && records.id(.organisation, r) != .none
                var missing = RecordFieldSet()
                for field in asked where records.id(field, r) == .none && !stands(field, r, isOrganisation) {
                    missing.insert(field)
                }
                if asksNumber, !isOrganisation, records.id(.ownerNumber, r) == .none, needsPerson(r) {
                    missing.insert(.ownerNumber)
                }
                if asksScan, records.id(.scan, r) == .none { missing.insert(.scan) }
                if !missing.isEmpty {
                    add(.missingField, severity: missing.severity, record: Int32(r), .fields(missing))
                }
                checkSerial(r, &validity)
                checkDates(r, &validity, isSpreadsheet: source.isSpreadsheet)
                checkUses(r)
                checkHolder(r, &validity, isOrganisation: isOrganisation, source: s)
                noteConditions(r, missing, isOrganisation: isOrganisation)
            }
        }
    }

    private var requiredFields: [RecordField] {
        settings.groups.requiredFields.compactMap { RecordField(name: $0) }
    }

    /// Whether a source has anything in a field: a column that it lacks is told once, not for every row.
    private func hasValues(_ field: RecordField, in source: RecordSource) -> Bool {
        let column = records[field]
        if column.isEmpty { return false }
        return column[source.firstRecord..<(source.firstRecord + source.recordCount)].contains { $0 != .none }
    }

    /// Whether another field stands for an empty one.
    private func stands(_ field: RecordField, _ r: Int, _ isOrganisation: Bool) -> Bool {
        switch field {
        case .owner: isOrganisation
        case .sheet: records.id(.certificateSheet, r) != .none && records.id(.number, r) == .none
        case .number: records.id(.certificateNumber, r) != .none
        default: false
        }
    }

    /// A row of an organisation or a community names no person's number.
    private func needsPerson(_ r: Int) -> Bool {
        guard let holding = records.text(.holding, r) else { return true }
        let plain = ComparisonKey.withoutDiacritics(holding).text
        return !plain.contains("to chuc") && !plain.contains("cong dong")
    }

    private mutating func checkSerial(_ r: Int, _ validity: inout FieldValidity) {
        let serial = records.id(.serial, r)
        if serial != .none, let fault = validity.serialFault(serial) {
            add(.invalidSerial, record: Int32(r), .value(.serial, suggestion: fault.suggestion))
        }
        let register = records.id(.registerNumber, r)
        if register != .none, validity.isBadRegisterNumber(register) {
            add(.invalidRegisterNumber, record: Int32(r), .value(.registerNumber, suggestion: nil))
        }
    }

    private mutating func checkDates(_ r: Int, _ validity: inout FieldValidity, isSpreadsheet: Bool) {
        for field in [RecordField.issueDate, .birthDate] {
            let id = records.id(field, r)
            if id != .none, !validity.isGoodDate(id, isSpreadsheet: isSpreadsheet) {
                add(.invalidDate, record: Int32(r), .value(field, suggestion: nil))
            }
        }
    }

    /// The uses of a record: known, and adding up to its area (REC-08).
    private mutating func checkUses(_ r: Int) {
        var sum = 0.0
        var areas = 0
        for (use, area) in RecordField.uses {
            let id = records.id(use, r)
            if id != .none, landUses.isUnlistedCode(ofRecord: id, records.texts) {
                add(.invalidLandUse, record: Int32(r), .value(use, suggestion: nil))
            }
            if let value = records.text(area, r).flatMap({ DecimalText.value($0) }) {
                sum += value
                areas += 1
            }
        }
        guard areas > 0, !records.areaSquareMetres.isEmpty else { return }
        let whole = records.areaSquareMetres[r]
        if whole > 0, abs(sum - whole) > 0.1 + 1e-9 {
            add(.useAreaSum, record: Int32(r), .sum(parcel: whole, uses: sum))
        }
    }
}

extension RecordFieldSet {
    /// No key, or no number of the holder, is an error; other gaps are warnings.
    var severity: Severity {
        contains(.sheet) || contains(.number) || contains(.ownerNumber) || contains(.organisationNumber)
            ? .error : .warning
    }
}
