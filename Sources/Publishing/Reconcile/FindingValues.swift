import Cadastre
import Reconciliation

/// What a finding compares: the field, the values on both sides, the limit and the rule that was used. Never more of a
/// person than may be shown.
struct FindingValues {
    let report: ReconcileReport

    enum Value: Hashable {
        case none
        case text(String)
        case number(Double)

        var text: String? { if case .text(let text) = self { text } else { nil } }
    }

    struct Compared {
        var field: String?
        var map = Value.none
        var record = Value.none
        var suggestion: String?
        var limit: Double?
        var rule: String?
        var step: MatchStep?
        var candidates: [Int32] = []
    }

    func compared(_ finding: Finding) -> Compared {
        let r = Int(finding.record)
        switch finding.detail {
        case .plain, .others: return Compared()
        case .fields(let fields): return Compared(field: fields.fields.map(\.name).joined(separator: "; "))
        case .areas(let map, let record, let limit):
            return Compared(
                field: RecordField.area.name, map: .number(map), record: .number(record), limit: limit, rule: areaRule)
        case .sum(let parcel, let uses):
            return Compared(
                field: "use_areas", map: .none, record: .number(uses),
                suggestion: NumberText.fixed(parcel, decimals: 1),
                limit: 0.1, rule: "REC-08")
        case .landUse(let id), .residential(let id):
            return Compared(
                field: RecordField.use1.name, map: value(report.columns.texts[id]), record: uses(of: r), rule: "REC-09")
        case .value(let field, let suggestion):
            return Compared(
                field: field.name, record: shown(field, r),
                suggestion: field.isPersonal && !report.showsPersonalData ? nil : suggestion)
        case .cell(let field, let damage, let suggestion):
            return Compared(
                field: field.name, record: damage.isOfColumn ? .none : shown(field, r), suggestion: suggestion,
                rule: damage.rawValue)
        case .address(_, let epoch): return Compared(field: RecordField.parcelAddress.name, rule: epoch.rawValue)
        case .number: return Compared(field: RecordField.ownerNumber.name, record: shown(.ownerNumber, r))
        case .step(let step): return Compared(record: value(recordKey(r)), step: step)
        case .candidates(let parcels):
            return Compared(record: finding.record >= 0 ? value(recordKey(r)) : .none, candidates: parcels)
        case .ward(let id):
            return finding.record >= 0
                ? Compared(field: "ward", record: value(report.records.texts[id]))
                : Compared(field: "ward", map: value(report.columns.texts[id]))
        }
    }

    /// As "pl04 1:500".
    var areaRule: String { "\(report.settings.areaRule.name) 1:\(report.result.permitted.rowScale)" }

    private func value(_ text: String?) -> Value { text.map { .text($0) } ?? .none }

    /// The land uses of a record as they stand there.
    private func uses(of r: Int) -> Value {
        let texts = RecordField.uses.compactMap { report.records.text($0.use, r) }
        return texts.isEmpty ? .none : .text(texts.joined(separator: " + "))
    }

    /// A field of a record, as much of it as may be shown.
    private func shown(_ field: RecordField, _ r: Int) -> Value {
        guard let text = report.records.text(field, r) else { return .none }
        if !field.isPersonal || report.showsPersonalData { return .text(text) }
        return field == .ownerNumber || field == .currentUserNumber ? .text(PersonalNumber.masked(text)) : .none
    }

    /// The key that a record names: ward/sheet/number of the map, else of the certificate.
    func recordKey(_ r: Int) -> String? {
        let records = report.records
        var sheet = records.text(.sheet, r)
        var number = records.text(.number, r)
        if number == nil {
            sheet = records.text(.certificateSheet, r)
            number = records.text(.certificateNumber, r)
        }
        if sheet == nil && number == nil { return nil }
        return "\(records.text(.ward, r) ?? "")/\(sheet ?? "")/\(number ?? "")"
    }

    /// What stands for the person that a finding is about; nil for findings about anything else, and without a key.
    func person(_ finding: Finding) -> String? {
        guard let key = report.personKey, finding.record >= 0, let field = finding.personalNumber else { return nil }
        return report.records.text(field, Int(finding.record)).flatMap { key.mark(ofNumber: $0) }
    }

    /// The ward of a finding: its parcel's, else its record's.
    func ward(_ finding: Finding) -> String? {
        if finding.parcel >= 0, let ward = report.columns.wardCode(ofParcel: Int(finding.parcel)) { return ward }
        return finding.record >= 0 ? report.records.text(.ward, Int(finding.record)) : nil
    }
}

extension Finding {
    /// The field with the number of the person that the finding is about.
    fileprivate var personalNumber: RecordField? {
        switch (kind, detail) {
        case (.invalidOwnerNumber, _), (.numberWithTwoNames, _), (.populationUnmatched, _): .ownerNumber
        case (_, .value(.birthDate, _)), (_, .value(.gender, _)): .ownerNumber
        case (_, .cell(let field, let damage, _)) where field.isPersonal && !damage.isOfColumn: .ownerNumber
        default: nil
        }
    }
}
