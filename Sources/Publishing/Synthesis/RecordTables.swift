import Cadastre
import SyntheticCity

/// `records.csv`: one line a record, under the field names of the national system.
struct RecordTable {
    private var csv: CSVOutput

    init(creating path: String) throws(OutputError) {
        csv = try CSVOutput(
            creating: path,
            header: [
                "MaXa", "SoHieuToBanDo", "SoThuTuThua", "DienTichPhapLy", "KyHieuMucDichSuDung", "TenChu", "NgaySinh",
                "GioiTinh", "SoDinhDanh", "SoPhatHanh", "SoVaoSo", "NgayCap", "PhapNhan", "VaiTro",
                "TenFileQuet",
            ])
    }

    mutating func write(_ record: SyntheticRecord) throws(OutputError) {
        try csv.write([
            record.ward, String(record.sheet), String(record.number),
            NumberText.fixed(record.areaSquareMetres, decimals: 1), record.landUse, record.owner.name,
            record.owner.born.text, record.owner.isMale ? "Nam" : "Nữ", record.owner.identityNumber, record.serial,
            record.registerNumber, record.issued.text, record.holding, record.role,
            record.scan,
        ])
    }

    consuming func close() throws(OutputError) { try csv.close() }
}

/// `population.csv`: the extract of the population database.
struct PopulationTable {
    private var csv: CSVOutput

    init(creating path: String) throws(OutputError) {
        csv = try CSVOutput(creating: path, header: ["number", "name", "birth"])
    }

    mutating func write(_ person: SyntheticRecord.Owner) throws(OutputError) {
        try csv.write([person.identityNumber, person.name, person.born.text])
    }

    consuming func close() throws(OutputError) { try csv.close() }
}

/// `pl3.xlsx`: the records in the collection form PL3-01.
struct RecordSheet: ~Copyable {
    private let sheet: SheetWriter
    private var row = RecordForm.firstDataRow - 1

    init(creating path: String, scratch: String) throws(OutputError) {
        guard let day = CivilDate(String(SynthesisOutput.date.prefix(10))) else {
            preconditionFailure("the date of synthetic files")
        }
        sheet = try SheetWriter(creating: path, scratch: scratch, sheet: RecordForm.sheetName, created: day)
        sheet.setWidth(14, columns: 1...RecordForm.columns.count)
        sheet.freeze(above: row)
        sheet.writeHeading("BIỂU MẪU THU THẬP THÔNG TIN GIẤY CHỨNG NHẬN (PL3-01)", row: 0, columns: 1...49)
        sheet.writeHeading("Dữ liệu mẫu: không có người thật", row: 1, columns: 1...49)
        let groups = [
            ("Giấy chứng nhận", 1...4), ("Người sử dụng đất trên giấy chứng nhận", 5...13),
            ("Người sử dụng đất hiện tại", 14...17), ("Thửa đất", 18...24), ("Loại đất", 25...39),
            ("Tài sản gắn liền với đất", 40...48), ("Bản quét", 49...49),
        ]
        for (name, columns) in groups { sheet.writeHeading(name, row: 3, columns: columns) }
        for (index, column) in RecordForm.columns.enumerated() {
            sheet.writeHeading(column.labelVi, row: 4, columns: (index + 1)...(index + 1))
        }
        for (index, column) in RecordForm.columns.enumerated() {
            guard let number = column.fieldNumber else { continue }
            sheet.writeHeading("(\(number))", row: 5, columns: (index + 1)...(index + 1))
        }
    }

    /// - Returns: false when the sheet is full.
    mutating func write(_ record: SyntheticRecord) -> Bool {
        guard row < SheetWriter.rowLimit else { return false }
        let owner = record.owner
        let use = LandUseList.read(record.landUse)
        let address = "Tổ mẫu \(record.sheet), \(WardList.ward(code: record.ward)?.name ?? record.ward)"
        let texts: [(Int, String)] = [
            (1, record.ward), (2, record.serial), (3, record.issued.text), (4, record.registerNumber),
            (7, owner.name), (8, owner.born.text), (9, owner.isMale ? "Nam" : "Nữ"), (10, owner.identityNumber),
            (11, address), (12, record.holding), (13, record.role), (14, owner.name), (15, owner.identityNumber),
            (19, String(record.sheet)), (20, String(record.number)), (21, String(record.sheet)),
            (22, String(record.number)), (23, address), (49, record.scan),
        ]
        for (column, text) in texts { sheet.write(text, row: row, column: column) }
        sheet.write(record.areaSquareMetres, row: row, column: 24)
        // The form has room for three uses; the first takes the area that the others leave.
        let others = use.dropFirst().prefix(2)
        let share = (record.areaSquareMetres * 2).rounded() / 10
        for (index, reading) in use.prefix(3).enumerated() {
            let column = 25 + 5 * index
            let area = index == 0 ? record.areaSquareMetres - share * Double(others.count) : share
            sheet.write(LandUseList.use(code: reading.code)?.nameVi ?? reading.code, row: row, column: column)
            sheet.write(area, row: row, column: column + 1)
            sheet.write("Công nhận quyền sử dụng đất", row: row, column: column + 2)
            sheet.write(record.holding == "Vợ chồng" ? "Sử dụng chung" : "Sử dụng riêng", row: row, column: column + 3)
            sheet.write(record.isField ? "50 năm" : "Lâu dài", row: row, column: column + 4)
        }
        row += 1
        return true
    }

    consuming func close() throws(OutputError) { try sheet.close() }
}

extension SyntheticRecord.Day {
    /// As people write it: 01/07/2025.
    fileprivate var text: String {
        "\(day < 10 ? "0" : "")\(day)/\(month < 10 ? "0" : "")\(month)/\(year)"
    }
}
