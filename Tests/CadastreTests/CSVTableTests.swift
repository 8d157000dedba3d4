import Testing

@testable import Cadastre

@Suite("Tables in the code")
struct CSVTableTests {
    @Test func `quotes keep commas, and doubled quotes are one`() {
        let table = CSVTable("a,b\n\"x, y\",\"say \"\"no\"\"\"\n,z")
        #expect(table.header == ["a", "b"])
        #expect(table.rows == [["x, y", "say \"no\""], ["", "z"]])
    }

    @Test func `every text of the tables is precomposed Unicode`() {
        // Combining marks: grave, acute, tilde, hook, dot below, circumflex, breve, horn.
        let marks: Set<UInt32> = [0x300, 0x301, 0x302, 0x303, 0x306, 0x309, 0x31B, 0x323]
        for text in [
            defectTable, landUseTable, wardTable, toleranceTable, recordFormTable, birthProvinceTable, oldWardTable,
            wardCrosswalkTable,
        ] {
            #expect(!text.unicodeScalars.contains { marks.contains($0.value) })
        }
    }

    @Test func `the form PL3-01 has 49 columns, B to AX, in order`() {
        let columns = RecordForm.columns
        #expect(columns.count == 49)
        #expect(columns.first?.spreadsheetColumn == "B")
        #expect(columns.last?.spreadsheetColumn == "AX")
        #expect(columns.filter { $0.fieldNumber == nil }.count == 2)
        let numbers = columns.compactMap(\.fieldNumber)
        #expect(numbers == Array(1...20) + Array(23...49))
    }
}
