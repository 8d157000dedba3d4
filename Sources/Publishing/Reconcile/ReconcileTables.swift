public import Cadastre
public import Reconciliation

extension SheetCrosswalk {
    /// Reads a ward's table of old and new sheets (Bảng tham chiếu), in any format that GDAL reads.
    /// - Throws: `FindingsError`.
    public init(table path: String) throws {
        let columns: [[String]] = [
            ["old_sheet", "số tờ cũ", "so_to_cu", "tờ cũ", "sohieutobandocu"],
            ["new_sheet", "số tờ mới", "so_to_moi", "tờ mới", "sohieutobando"],
            ["old_ward", "mã xã cũ", "ma_xa_cu", "maxacu"], ["new_ward", "mã xã mới", "ma_xa_moi", "maxa"],
            ["old_parcel", "số thửa cũ", "so_thua_cu", "sothututhuacu"],
            ["new_parcel", "số thửa mới", "so_thua_moi", "sothututhua"],
            ["series", "loại bản đồ", "loai_ban_do"], ["scale", "tỷ lệ", "ty_le"],
        ]
        let table = try FindingsTable(path, columns: columns, required: 2, option: "--crosswalk")
        self.init(
            table.rows.filter { !$0[0].isEmpty && !$0[1].isEmpty }.map { row in
                Row(
                    oldWard: row[2], series: row[6], scale: row[7], oldSheet: row[0], oldNumber: row[4],
                    newWard: row[3], newSheet: row[1], newNumber: row[5])
            })
    }
}

extension PopulationExtract {
    /// Reads an extract of the population database: number, name, year or date of birth.
    /// - Throws: `FindingsError`.
    public init(table path: String, date: CivilDate) throws {
        let columns: [[String]] = [
            ["number", "số định danh", "so_dinh_danh", "sodinhdanh", "cccd"],
            ["name", "họ và tên", "họ tên", "ho_ten", "hoten", "tenchu"],
            ["birth", "ngày sinh", "năm sinh", "ngay_sinh", "ngaysinh"],
        ]
        let table = try FindingsTable(path, columns: columns, required: 2, option: "--population")
        var persons: [String: Person] = [:]
        for row in table.rows where !row[0].isEmpty {
            persons[row[0]] = Person(
                name: ComparisonKey(row[1]).text, birthYear: RecordDate.read(row[2], notAfter: date).year)
        }
        self.init(persons: persons)
    }
}

extension GroupRules {
    /// Reads rules of groups from a JSON file; what it leaves out stays as it is.
    /// - Throws: `FindingsError`.
    public init(file path: String) throws { self = try GroupRulesFile.read(path) }
}
