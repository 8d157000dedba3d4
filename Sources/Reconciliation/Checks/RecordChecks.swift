import Cadastre

/// What each record says wrong by itself. Lanes work on ranges of records, each with checks of its own.
struct RecordChecks: Sendable {
    let records: RecordColumns
    let parcel: [Int32]
    private let settings: ReconcileSettings
    private let population: PopulationExtract?
    private let sources: [AskedFields]
    /// A required field is in no source at all.
    private let lacksColumn: Bool
    var validity: FieldValidity
    private var landUses: LandUseReader
    private var holderStates: HolderStates
    private(set) var findings: [Finding] = []
    /// The conditions of group 1 that records miss, by parcel.
    private(set) var misses: [(parcel: Int32, missed: ParcelGrouping)] = []

    /// What is asked of the records of one source: a column that it lacks is told once, not for every row.
    private struct AskedFields: Sendable {
        var required: [RecordField]
        var number: Bool
        var scan: Bool
    }

    init(_ run: borrowing ReconcileRun) {
        let records = run.records
        let required = run.settings.groups.requiredFields.compactMap { RecordField(name: $0) }
        func hasValues(_ field: RecordField, _ source: RecordSource) -> Bool {
            if source.elsewhere.filled.contains(field) { return true }
            let column = records[field]
            if column.isEmpty { return false }
            return column[source.firstRecord..<(source.firstRecord + source.recordCount)].contains { $0 != .none }
        }
        sources = records.sources.map { source in
            AskedFields(
                required: required.filter { hasValues($0, source) }, number: hasValues(.ownerNumber, source),
                scan: hasValues(.scan, source))
        }
        lacksColumn = required.contains { run.absentFields.contains($0) }
        self.records = records
        parcel = run.matches.parcel
        settings = run.settings
        population = run.input.population
        validity = FieldValidity(records, date: run.settings.date)
        landUses = run.landUses
        holderStates = HolderStates(records, population: run.input.population)
    }

    mutating func check(_ range: Range<Int>) {
        let hasOrganisation = records.has(.organisation)
        for (s, source) in records.sources.enumerated() {
            let asked = sources[s]
            for r in range.clamped(to: source.firstRecord..<(source.firstRecord + source.recordCount)) {
                let isOrganisation = hasOrganisation && records.id(.organisation, r) != .none
                var missing = RecordFieldSet()
                for field in asked.required where records.id(field, r) == .none && !stands(field, r, isOrganisation) {
                    missing.insert(field)
                }
                if asked.number, !isOrganisation, records.id(.ownerNumber, r) == .none, needsPerson(r) {
                    missing.insert(.ownerNumber)
                }
                if asked.scan, records.id(.scan, r) == .none { missing.insert(.scan) }
                if !missing.isEmpty { add(.missingField, severity: missing.severity, r, .fields(missing)) }
                checkSerial(r)
                checkDates(r, isSpreadsheet: source.isSpreadsheet)
                checkUses(r)
                let state = holderStates.state(r)
                let hasGoodNumber = checkHolder(r, state, isSpreadsheet: source.isSpreadsheet)
                noteConditions(r, missing, state, isOrganisation: isOrganisation, hasGoodNumber: hasGoodNumber)
            }
        }
    }

    private mutating func add(
        _ kind: FindingKind, severity: Severity? = nil, _ r: Int, _ detail: FindingDetail = .plain
    ) {
        findings.append(
            Finding(kind: kind, severity: severity ?? kind.severity, parcel: -1, record: Int32(r), detail: detail))
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

    private mutating func checkSerial(_ r: Int) {
        let serial = records.id(.serial, r)
        if serial != .none, let fault = validity.serialFault(serial) {
            add(.invalidSerial, r, .value(.serial, suggestion: fault.suggestion))
        }
        let register = records.id(.registerNumber, r)
        if register != .none, validity.isBadRegisterNumber(register) {
            add(.invalidRegisterNumber, r, .value(.registerNumber, suggestion: nil))
        }
    }

    private mutating func checkDates(_ r: Int, isSpreadsheet: Bool) {
        for field in [RecordField.issueDate, .birthDate] {
            let id = records.id(field, r)
            if id != .none, !validity.isGoodDate(id, isSpreadsheet: isSpreadsheet) {
                add(.invalidDate, r, .value(field, suggestion: nil))
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
                add(.invalidLandUse, r, .value(use, suggestion: nil))
            }
            if let value = records.text(area, r).flatMap({ DecimalText.value($0) }) {
                sum += value
                areas += 1
            }
        }
        guard areas > 0, !records.areaSquareMetres.isEmpty else { return }
        let whole = records.areaSquareMetres[r]
        if whole > 0, abs(sum - whole) > 0.1 + 1e-9 { add(.useAreaSum, r, .sum(parcel: whole, uses: sum)) }
    }

    /// What one row says of its holder.
    /// - Returns: whether nothing tells against the number.
    private mutating func checkHolder(_ r: Int, _ state: PopulationState, isSpreadsheet: Bool) -> Bool {
        var isGood = true
        if records.id(.ownerNumber, r) != .none {
            for fault in validity.faults(ofPerson: r, isSpreadsheet: isSpreadsheet) {
                add(.invalidOwnerNumber, r, .number(fault))
                isGood = false
            }
        }
        if state == .unmatched { add(.populationUnmatched, r) }
        return isGood
    }

    /// Tells the parcel of a row which conditions of group 1 the row misses.
    private mutating func noteConditions(
        _ r: Int, _ missing: RecordFieldSet, _ state: PopulationState, isOrganisation: Bool, hasGoodNumber: Bool
    ) {
        guard parcel[r] >= 0 else { return }
        var missed = ParcelGrouping()
        if lacksColumn || !missing.subtracting([.scan, .ownerNumber]).isEmpty { missed.miss(.requiredFields) }
        if !hasGoodNumber || !isOrganisation && records.id(.ownerNumber, r) == .none { missed.miss(.ownerNumber) }
        if !isOrganisation, state != .matched { missed.miss(.populationMatched) }
        if records.id(.scan, r) == .none { missed.miss(.scan) }
        if holderStates.says(no: .synchronised, r) { missed.miss(.synchronised) }
        if holderStates.says(no: .registerExported, r) { missed.miss(.registerExported) }
        if missed != ParcelGrouping() { misses.append((parcel[r], missed)) }
    }
}

/// What is known of a row's holder from the population database.
enum PopulationState { case matched, unmatched, unknown }

/// What records say in words of the state of their holder and register page; each distinct text is read once.
private struct HolderStates: Sendable {
    private let records: RecordColumns
    private let population: PopulationExtract?
    private var states: [TextID: PopulationState] = [:]
    private var denials: [TextID: Bool] = [:]

    init(_ records: RecordColumns, population: PopulationExtract?) {
        self.records = records
        self.population = population
    }

    mutating func state(_ r: Int) -> PopulationState {
        if let population, let number = records.text(.ownerNumber, r) {
            guard let person = population.persons[number], let name = records.text(.owner, r) else { return .unmatched }
            return ComparisonKey(name).text == person.name ? .matched : .unmatched
        }
        let id = records.id(.populationStatus, r)
        if id == .none { return .unknown }
        if let known = states[id] { return known }
        let state = Self.state(records.texts[id] ?? "")
        states[id] = state
        return state
    }

    private static func state(_ text: String) -> PopulationState {
        let plain = ComparisonKey.withoutDiacritics(text).text
        if plain.contains("khong xac dinh") { return .unknown }
        if plain.contains("chua") || plain.contains("khong") { return .unmatched }
        return plain.contains("khop") ? .matched : .unknown
    }

    /// Where a source has such a field, an empty one says no.
    mutating func says(no field: RecordField, _ r: Int) -> Bool {
        guard records.has(field) else { return false }
        let id = records.id(field, r)
        if id == .none { return true }
        if let known = denials[id] { return known }
        let text = ComparisonKey.withoutDiacritics(records.texts[id] ?? "").text
        let says = text.contains("chua") || text.contains("khong") || ["0", "false", "no", "n"].contains(text)
        denials[id] = says
        return says
    }
}

extension RecordFieldSet {
    /// No key, or no number of the holder, is an error; other gaps are warnings.
    fileprivate var severity: Severity {
        contains(.sheet) || contains(.number) || contains(.ownerNumber) || contains(.organisationNumber)
            ? .error : .warning
    }
}
