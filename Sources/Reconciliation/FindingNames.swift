import Cadastre

extension ReconcileRun {
    /// Gives findings their ids and sorts them by these.
    ///
    /// An id is made of the kind, the parcel's key and the record's key with its serial: never of the row, which
    /// changes every week, nor of anything personal. What is a matter of a column is named by its field alone. Where two would be equal, an ordinal in the order of rows tells them
    /// apart.
    func nameFindings(_ findings: inout [Finding]) {
        for i in findings.indices { findings[i].hash = hash(of: findings[i]) }
        let ranks = Self.ranks
        func rank(_ finding: Finding) -> Int { ranks[finding.kind] ?? 0 }
        findings.sort {
            (rank($0), $0.hash, $0.record, $0.parcel) < (rank($1), $1.hash, $1.record, $1.parcel)
        }
        var i = 0
        while i < findings.count {
            var j = i + 1
            while j < findings.count, findings[j].hash == findings[i].hash, rank(findings[j]) == rank(findings[i]) {
                j += 1
            }
            // A run of equal names: all but the first get their ordinal mixed in.
            for k in (i + 1)..<max(j, i + 1) {
                findings[k].hash = (findings[k].hash ^ UInt64(k - i)) &* 0x100_0000_01b3
            }
            i = j
        }
        findings.sort { (rank($0), $0.hash) < (rank($1), $1.hash) }
    }

    /// Kinds in the order of the letters that begin their ids.
    private static let ranks: [FindingKind: Int] = {
        let letters = Set(FindingKind.allCases.map(\.idPrefix)).sorted()
        return Dictionary(
            uniqueKeysWithValues: FindingKind.allCases.map { ($0, letters.firstIndex(of: $0.idPrefix) ?? 0) })
    }()

    private func hash(of finding: Finding) -> UInt64 {
        var name = FindingName(finding.kind)
        if finding.parcel >= 0 {
            let p = Int(finding.parcel)
            if map.hasWard { name.add(map.texts.utf8(map.ward[p])) }
            if map.hasSheet { name.add(map.texts.utf8(map.sheet[p])) }
            if map.hasNumber { name.add(map.texts.utf8(map.number[p])) }
        }
        if finding.record >= 0, !finding.isOfMany {
            let r = Int(finding.record)
            for field in [RecordField.ward, .sheet, .number, .certificateSheet, .certificateNumber, .serial] {
                name.add(records.texts.utf8(records.id(field, r)))
            }
        }
        switch finding.detail {
        case .fields(let fields): for field in fields.fields { name.add(field.name.utf8) }
        case .value(let field, _): name.add(field.name.utf8)
        case .number(let number): name.add(number.catalogueCode.utf8)
        case .cell(let field, let damage, _):
            name.add(field.name.utf8)
            name.add(damage.rawValue.utf8)
        case .address(let ward, let epoch):
            name.add(records.texts.utf8(ward))
            name.add(epoch.rawValue.utf8)
        case .ward(let id): name.add((finding.record >= 0 ? records.texts.utf8(id) : map.texts.utf8(id)))
        default: break
        }
        return name.hash
    }
}

extension Finding {
    /// Whether it is about a column of cells or all of a ward rather than its first record.
    fileprivate var isOfMany: Bool {
        switch detail {
        case .cell(_, let damage, _): damage.isOfColumn
        case .address: true
        default: false
        }
    }
}
