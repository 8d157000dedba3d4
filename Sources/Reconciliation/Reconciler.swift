import Cadastre

/// Compares records with parcels: which belongs to which, what contradicts, which group each parcel is in.
public enum Reconciler {
    /// - Parameter phase: told the name of each phase when it begins.
    public static func reconcile(
        _ input: ReconcileInput, settings: ReconcileSettings, phase: (String) -> Void = { _ in }
    ) -> ReconcileResult {
        phase("match")
        var matcher = RecordMatcher(input, settings)
        let matches = matcher.matchAll()
        phase("findings")
        var run = ReconcileRun(input, settings, matcher: matcher, matches: matches)
        run.checkMap()
        run.checkMatches()
        run.checkRecords()
        run.checkHolders()
        run.checkCells()
        run.checkAddresses()
        phase("groups")
        run.settleGroups()
        phase("names")
        return run.result()
    }
}

/// One reconciliation under way, after its records have found their parcels.
struct ReconcileRun {
    let input: ReconcileInput
    let settings: ReconcileSettings
    var matcher: RecordMatcher
    let matches: RecordMatches
    let recordsOf: RecordsOfParcels
    let permitted: PermittedError
    var findings: [Finding] = []
    /// What is known of each parcel's group so far.
    var groupings: [ParcelGrouping]
    /// The worst finding that each parcel is party to.
    var worst: [Severity?]
    /// Parcels among which a person must choose.
    var isCandidate: [Bool]
    var keyCounts = KeyCounts()
    var landUses = LandUseReader()
    let needsRecord: [Bool]
    let absentFields: [RecordField]

    init(
        _ input: ReconcileInput, _ settings: ReconcileSettings, matcher: RecordMatcher, matches: RecordMatches
    ) {
        let count = input.columns.count
        self.input = input
        self.settings = settings
        self.matcher = matcher
        self.matches = matches
        recordsOf = RecordsOfParcels(matches, parcelCount: count)
        permitted = PermittedError(scale: settings.scale)
        groupings = Array(repeating: ParcelGrouping(), count: count)
        worst = input.worstDefect.isEmpty ? Array(repeating: nil, count: count) : input.worstDefect
        isCandidate = Array(repeating: false, count: count)
        for candidates in matches.candidates.values { for p in candidates { isCandidate[Int(p)] = true } }
        needsRecord = Self.needsRecord(input.columns, settings.groups)
        absentFields = RecordField.allCases.filter { field in
            let column = input.records[field]
            return !input.records.isFilledElsewhere(field) && column.allSatisfy { $0 == .none }
        }
    }

    var map: ParcelColumns { input.columns }
    var records: RecordColumns { input.records }

    /// Adds a finding, and tells its parcel.
    mutating func add(
        _ kind: FindingKind, severity: Severity? = nil, parcel: Int32 = -1, record: Int32 = -1, count: Int = 1,
        _ detail: FindingDetail = .plain
    ) {
        add(
            Finding(
                kind: kind, severity: severity ?? kind.severity, parcel: parcel, record: record, records: Int32(count),
                detail: detail))
    }

    mutating func add(_ finding: Finding) {
        findings.append(finding)
        let party =
            finding.parcel >= 0
            ? finding.parcel : finding.record >= 0 ? matches.parcel[Int(finding.record)] : -1
        if party >= 0, finding.kind.countsForSeverity { note(finding.severity, parcel: party) }
    }

    mutating func note(_ severity: Severity, parcel: Int32) {
        if worst[Int(parcel)].map({ $0 < severity }) ?? true { worst[Int(parcel)] = severity }
    }

    /// Roads and water need no record, nor does ground whose uses are all of that sort.
    private static func needsRecord(_ map: ParcelColumns, _ rules: GroupRules) -> [Bool] {
        guard map.hasLandUse else { return Array(repeating: true, count: map.count) }
        let exempt = Set(rules.usesWithoutRecord)
        let needs = (0..<Int32(map.texts.count)).map { id -> Bool in
            // Of all texts only those that are land uses are ever looked up.
            let uses = LandUseList.read(map.texts[TextID(rawValue: id)] ?? "")
            return uses.isEmpty || !uses.allSatisfy { exempt.contains($0.normalisedCode) }
        }
        return map.landUse.map { $0 == .none || needs[Int($0.rawValue)] }
    }

    mutating func settleGroups() {
        for p in 0..<map.count {
            if input.areas[p].isNaN { groupings[p].isUnusable(for: .noGeometry) }
            if matcher.parcels.key(of: p).number == .none && recordsOf[p].isEmpty { noteWithoutAttributes(p) }
            if let worst = worst[p] {
                if worst >= .error { groupings[p].miss(.noError) }
                if worst == .warning { groupings[p].miss(.noWarning) }
            }
            groupings[p].settle(
                settings.groups, hasRecord: !recordsOf[p].isEmpty, needsRecord: needsRecord[p])
        }
    }

    private mutating func noteWithoutAttributes(_ p: Int) {
        let hasUse = map.hasLandUse && map.landUse[p] != .none
        let hasCode = map.hasParcelCode && map.parcelCode[p] != .none
        if !hasUse && !hasCode { groupings[p].isUnusable(for: .noAttributes) }
    }

    func result() -> ReconcileResult {
        var named = findings
        nameFindings(&named)
        return ReconcileResult(
            matches: matches, findings: named, groupings: groupings,
            recordCounts: (0..<map.count).map { Int32(recordsOf[$0].count) }, needsRecord: needsRecord,
            keys: keyCounts, permitted: permitted, absentFields: absentFields)
    }
}

extension FindingKind {
    /// Whether a finding of this kind is an open defect of its parcel; the others have conditions of their own, or say
    /// something of the record's place only.
    var countsForSeverity: Bool {
        switch self {
        case .missingField, .populationUnmatched, .parcelWithoutRecord: false
        default: true
        }
    }
}
