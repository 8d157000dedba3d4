/// A column of the collection form PL3-01.
public struct RecordFormColumn: Hashable, Sendable {
    /// 1 to 49; nil for the two unnumbered columns of the current user.
    public let fieldNumber: Int?
    /// The column's letters in the spreadsheet: B to AX.
    public let spreadsheetColumn: String
    public let labelVi: String
    public let labelEn: String
}

/// The form PL3-01 of the collection of certificates: sheet `PL3-01`, data from row 7.
public enum RecordForm {
    public static let sheetName = "PL3-01"
    /// The first row of data, counted from 1.
    public static let firstDataRow = 7
    public static let columns: [RecordFormColumn] = CSVTable(recordFormTable).rows.map { row in
        RecordFormColumn(fieldNumber: Int(row[0]), spreadsheetColumn: row[1], labelVi: row[2], labelEn: row[3])
    }
}
