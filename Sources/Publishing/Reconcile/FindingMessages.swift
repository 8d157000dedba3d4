import Cadastre
import Reconciliation

/// Findings in words: what is wrong, where, and what to do. No name, number or address of a person is ever in them.
struct FindingMessages {
    let report: ReconcileReport
    private let values: FindingValues
    private let names: PartyNames

    init(report: ReconcileReport) {
        self.report = report
        values = FindingValues(report: report)
        names = PartyNames(columns: report.columns, language: report.language)
    }

    func message(for finding: Finding) -> String {
        report.language == .vi ? vietnamese(finding) : english(finding)
    }

    private var language: Language { report.language }

    private func parcel(_ finding: Finding) -> String {
        if finding.parcel >= 0 { return names.name(finding.parcel) }
        let matched = finding.record >= 0 ? report.result.matches.parcel[Int(finding.record)] : -1
        return matched >= 0 ? names.name(matched) : "–"
    }

    /// "dòng 12 (pl3.xlsx)".
    private func row(_ finding: Finding) -> String {
        guard finding.record >= 0 else { return "–" }
        let source = report.records.source(ofRecord: Int(finding.record))
        let row = report.records.row[Int(finding.record)]
        let file = source.name.split(separator: "/").last.map(String.init) ?? source.name
        return language == .vi ? "dòng \(row) (\(file))" : "row \(row) (\(file))"
    }

    private func key(_ finding: Finding) -> String {
        finding.record >= 0 ? values.recordKey(Int(finding.record)) ?? "–" : "–"
    }

    private func candidates(_ finding: Finding) -> [Int32] {
        if case .candidates(let parcels) = finding.detail { parcels } else { [] }
    }

    private func fields(_ finding: Finding) -> String {
        guard case .fields(let set) = finding.detail else { return "" }
        return set.fields.map { FieldNames.name($0, language) }.joined(separator: ", ")
    }

    /// "ô K17 (pl3.xlsx)".
    private func cell(_ finding: Finding) -> String {
        guard finding.record >= 0, case .cell(let field, _, _) = finding.detail else { return row(finding) }
        let source = report.records.source(ofRecord: Int(finding.record))
        guard let column = source.columnNames[field], source.isSpreadsheet else { return row(finding) }
        let file = source.name.split(separator: "/").last.map(String.init) ?? source.name
        let number = report.records.row[Int(finding.record)]
        return "\(language == .vi ? "ô" : "cell") \(column)\(number) (\(file))"
    }

    private func damage(_ finding: Finding) -> String {
        guard case .cell(let field, let damage, let suggestion) = finding.detail else { return "" }
        let may =
            suggestion.map { language == .vi ? " Có thể là \($0)." : " Perhaps \($0)." } ?? ""
        return "\(FieldNames.name(field, language))\(value(finding).value): \(damage.name(in: language)).\(may)"
    }

    private func value(_ finding: Finding) -> (field: String, value: String, suggestion: String?) {
        let compared = values.compared(finding)
        var field = ""
        if case .value(let of, _) = finding.detail { field = FieldNames.name(of, language) }
        return (field, compared.record.text.map { " \"\($0)\"" } ?? "", compared.suggestion)
    }

    private func vietnamese(_ finding: Finding) -> String {
        let compared = values.compared(finding)
        let rows = finding.records > 1 ? " (\(language.number(Int(finding.records))) dòng)" : ""
        switch finding.kind {
        case .parcelWithoutRecord: return "Thửa \(parcel(finding)) chưa có hồ sơ. Thu thập giấy tờ của thửa."
        case .recordWithoutParcel:
            let near = candidates(finding)
            let hint = near.isEmpty ? "" : " Có thể là thửa \(names.list(near)): đề nghị kiểm tra."
            return "Hồ sơ \(row(finding)) ghi thửa \(key(finding)) không có trên bản đồ\(rows).\(hint)"
        case .ambiguousMatch:
            return "Hồ sơ \(row(finding)) ghi thửa \(key(finding)) khớp với nhiều thửa\(rows): "
                + "\(names.list(candidates(finding))). Xác định đúng thửa rồi ghi mã thửa hoặc bảng tham chiếu."
        case .otherWardRecord:
            return "\(language.number(Int(finding.records))) hồ sơ từ \(row(finding)) thuộc "
                + "\(wardName(compared.record.text ?? "")), không có trên bản đồ này."
        case .oldWardKey:
            return "Hồ sơ \(row(finding)) còn ghi theo thửa cũ \(key(finding))\(rows), nay là thửa \(parcel(finding)) "
                + "(\(stepVi(compared.step))). Quy đổi số tờ, số thửa."
        case .unknownWard:
            return finding.record >= 0
                ? "Mã xã \(compared.record.text ?? "–") tại \(row(finding)) không có trong danh mục\(rows)."
                : "Mã xã của thửa \(parcel(finding)) không có trong danh mục."
        case .wardEpochAmbiguous:
            return "Mã xã \(compared.record.text ?? "–") tại \(row(finding))\(rows) có cả trước và sau 1/7/2025: "
                + "chỉ rõ bằng --record-epoch."
        case .duplicateKey:
            return
                "Các thửa \(names.list(candidates(finding), by: names.feature)) trùng số tờ, số thửa \(parcel(finding))."
        case .missingKey: return "Thửa \(names.feature(finding.parcel)) thiếu số tờ hoặc số thửa."
        case .duplicateParcelCode:
            return "Các thửa \(names.list(candidates(finding))) trùng mã định danh thửa đất."
        case .misplacedParcelCode:
            return "Mã định danh của thửa \(parcel(finding)) không nằm trong thửa. Kiểm tra mã và hệ tọa độ."
        case .duplicateRecord:
            return "Thửa \(parcel(finding)) có nhiều giấy chứng nhận còn hiệu lực\(rows), "
                + "không phải đồng sử dụng hay nhà chung cư. Xác định giấy còn giá trị."
        case .repeatedRecord:
            return "Hồ sơ \(row(finding)) của thửa \(parcel(finding)) lặp lại một dòng khác. Bỏ dòng thừa."
        case .duplicateSerial:
            return "Số phát hành tại \(row(finding)) có ở các thửa và người sử dụng khác nhau\(rows). Đối chiếu giấy."
        case .areaMismatch:
            guard case .areas(let map, let record, let limit) = finding.detail else { return "" }
            return "Thửa \(parcel(finding)): diện tích bản đồ \(language.area(map)), hồ sơ \(language.area(record)), "
                + "chênh \(language.area(abs(map - record))) so với hạn sai \(language.area(limit)) "
                + "(\(values.areaRule)): đề nghị kiểm tra."
        case .useAreaSum:
            guard case .sum(let parcel, let uses) = finding.detail else { return "" }
            return "Hồ sơ \(row(finding)): tổng diện tích theo loại đất \(language.area(uses)) khác diện tích thửa "
                + "\(language.area(parcel))."
        case .landUseMismatch:
            return "Thửa \(parcel(finding)): loại đất bản đồ \(compared.map.text ?? "–"), hồ sơ "
                + "\(compared.record.text ?? "–"): đề nghị kiểm tra."
        case .invalidLandUse:
            return "Hồ sơ \(row(finding)): loại đất\(value(finding).value) không có trong danh mục."
        case .missingField: return "Hồ sơ \(row(finding)) thiếu: \(fields(finding))."
        case .invalidSerial:
            let (_, value, suggestion) = value(finding)
            return "Hồ sơ \(row(finding)): số phát hành\(value) sai định dạng."
                + (suggestion.map { " Có thể là \($0)." } ?? "")
        case .invalidRegisterNumber, .invalidDate:
            let (field, value, _) = value(finding)
            return "Hồ sơ \(row(finding)): \(field)\(value) không hợp lệ."
        case .invalidOwnerNumber:
            guard case .number(let fault) = finding.detail else { return "" }
            return "Hồ sơ \(row(finding)): số định danh\(value(finding).value) \(fault.name(in: .vi))."
        case .numberWithTwoNames:
            return "Số định danh tại \(row(finding)) có ở các dòng với họ tên khác nhau. Đối chiếu giấy tờ."
        case .populationUnmatched:
            return "Hồ sơ \(row(finding)): người sử dụng đất chưa khớp với CSDL quốc gia về dân cư."
        case .oldAddress:
            return "\(language.number(Int(finding.records))) hồ sơ từ \(row(finding)): địa chỉ thửa còn ghi "
                + (compared.rule == AddressEpoch.district.rawValue ? "cấp huyện" : "xã, phường cũ")
                + ". Ghi lại theo địa danh hai cấp."
        case .damagedCell:
            let cells = finding.records > 1 ? "\(language.number(Int(finding.records))) ô từ \(cell(finding))" : nil
            return "Hồ sơ \(cells ?? cell(finding)): \(damage(finding))"
        }
    }

    private func english(_ finding: Finding) -> String {
        let compared = values.compared(finding)
        let rows = finding.records > 1 ? " (\(language.number(Int(finding.records))) rows)" : ""
        switch finding.kind {
        case .parcelWithoutRecord: return "Parcel \(parcel(finding)) has no record. Collect its papers."
        case .recordWithoutParcel:
            let near = candidates(finding)
            let hint = near.isEmpty ? "" : " It may be \(names.list(near)): to be checked."
            return "The record in \(row(finding)) names parcel \(key(finding)), which is not on the map\(rows).\(hint)"
        case .ambiguousMatch:
            return "The record in \(row(finding)) names \(key(finding)), which several parcels fit\(rows): "
                + "\(names.list(candidates(finding))). Say which by a parcel code or a sheet table."
        case .otherWardRecord:
            return "\(language.number(Int(finding.records))) records from \(row(finding)) on are of "
                + "\(wardName(compared.record.text ?? "")), which is not on this map."
        case .oldWardKey:
            return "The record in \(row(finding)) still names the old parcel \(key(finding))\(rows), now "
                + "\(parcel(finding)) (by \(compared.step?.name ?? "–")). Convert sheet and number."
        case .unknownWard:
            return finding.record >= 0
                ? "Ward code \(compared.record.text ?? "–") in \(row(finding)) is in no list\(rows)."
                : "The ward code of parcel \(parcel(finding)) is in no list."
        case .wardEpochAmbiguous:
            return "Ward code \(compared.record.text ?? "–") in \(row(finding))\(rows) was in use before and after "
                + "1 July 2025: say which with --record-epoch."
        case .duplicateKey:
            return "The parcels \(names.list(candidates(finding), by: names.feature)) share the key \(parcel(finding))."
        case .missingKey: return "Parcel \(names.feature(finding.parcel)) lacks its sheet or parcel number."
        case .duplicateParcelCode: return "The parcels \(names.list(candidates(finding))) share a parcel code."
        case .misplacedParcelCode:
            return "The parcel code of \(parcel(finding)) does not lie in it. Check the code and the CRS."
        case .duplicateRecord:
            return "Parcel \(parcel(finding)) has several certificates in force\(rows), neither joint nor apartments."
        case .repeatedRecord:
            return "The record in \(row(finding)) of parcel \(parcel(finding)) repeats another row."
        case .duplicateSerial:
            return "The serial in \(row(finding)) stands at parcels and holders that have nothing in common\(rows)."
        case .areaMismatch:
            guard case .areas(let map, let record, let limit) = finding.detail else { return "" }
            return
                "Parcel \(parcel(finding)): \(language.area(map)) on the map, \(language.area(record)) in the record, "
                + "\(language.area(abs(map - record))) apart with a limit of \(language.area(limit)) "
                + "(\(values.areaRule)): to be checked."
        case .useAreaSum:
            guard case .sum(let parcel, let uses) = finding.detail else { return "" }
            return "The record in \(row(finding)): its uses add up to \(language.area(uses)), the parcel has "
                + "\(language.area(parcel))."
        case .landUseMismatch:
            return "Parcel \(parcel(finding)): land use \(compared.map.text ?? "–") on the map, "
                + "\(compared.record.text ?? "–") in the record: to be checked."
        case .invalidLandUse: return "The record in \(row(finding)): land use\(value(finding).value) is in no list."
        case .missingField: return "The record in \(row(finding)) lacks: \(fields(finding))."
        case .invalidSerial:
            let (_, value, suggestion) = value(finding)
            return "The record in \(row(finding)): serial\(value) has no right form."
                + (suggestion.map { " Perhaps \($0)." } ?? "")
        case .invalidRegisterNumber, .invalidDate:
            let (field, value, _) = value(finding)
            return "The record in \(row(finding)): \(field)\(value) is not valid."
        case .invalidOwnerNumber:
            guard case .number(let fault) = finding.detail else { return "" }
            return "The record in \(row(finding)): identification number\(value(finding).value) \(fault.name(in: .en))."
        case .numberWithTwoNames:
            return "The identification number in \(row(finding)) stands with different names. Compare the papers."
        case .populationUnmatched:
            return "The record in \(row(finding)): its holder is not matched with the population database."
        case .oldAddress:
            return
                "\(language.number(Int(finding.records))) records from \(row(finding)) on: the parcel's address still "
                + (compared.rule == AddressEpoch.district.rawValue ? "names a district." : "names a former ward.")
        case .damagedCell:
            let cells =
                finding.records > 1 ? "\(language.number(Int(finding.records))) cells from \(cell(finding)) on" : nil
            return "Records, \(cells ?? cell(finding)): \(damage(finding))"
        }
    }

    private func stepVi(_ step: MatchStep?) -> String {
        switch step {
        case .sheetCrosswalk: "theo bảng tham chiếu"
        case .parcelCode: "theo mã định danh thửa"
        case .oldNumber: "theo số tờ, số thửa cũ trên bản đồ"
        case .wardMapping: "theo sáp nhập trọn xã, phường"
        case .keyWithoutZeros: "bỏ số 0 ở đầu"
        case .key, nil: "theo khóa"
        }
    }
}

/// Fields of records as forms call them.
enum FieldNames {
    private static let vietnamese: [RecordField: String] = [
        .serial: "số phát hành", .issueDate: "ngày cấp", .registerNumber: "số vào sổ", .owner: "họ và tên",
        .ownerNumber: "số định danh cá nhân", .sheet: "số tờ", .number: "số thửa", .area: "diện tích",
        .use1: "loại đất", .use2: "loại đất 2", .use3: "loại đất 3", .scan: "bản quét", .birthDate: "ngày sinh",
        .organisationNumber: "số định danh tổ chức", .ward: "mã xã", .gender: "giới tính",
        .parcelAddress: "địa chỉ thửa", .ownerAddress: "địa chỉ thường trú", .parcelCode: "mã định danh thửa",
        .certificateSheet: "số tờ trên giấy", .certificateNumber: "số thửa trên giấy",
    ]

    static func name(_ field: RecordField, _ language: Language) -> String {
        guard language == .vi else { return field.name.replacing("_", with: " ") }
        if let name = vietnamese[field] { return name }
        let column = RecordField.formColumns.first { $0.value == field }?.key
        return RecordForm.columns.first { $0.spreadsheetColumn == column }?.labelVi ?? field.name
    }
}
