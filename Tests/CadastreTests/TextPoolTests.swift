import Testing

@testable import Cadastre

@Suite("Texts and columns")
struct TextPoolTests {
    @Test func `a text has one number, whatever its length and however it comes`() {
        var pool = TextPool()
        let texts = [
            "a", "ab", "ODT+CLN", "1234567", "12345678", "Phường Cửa Nam", String(repeating: "x", count: 1000), "a\0",
        ]
        let ids = texts.map { pool.intern($0) }
        #expect(Set(ids).count == texts.count)
        #expect(texts.map { pool.intern($0) } == ids)
        #expect(ids.map { pool[$0] } == texts)
        #expect(pool.intern("") == .none && pool[.none] == nil)
        #expect(pool.count == texts.count)
    }

    @Test func `numbers are the same as their digits`() {
        var pool = TextPool()
        let numbers: [Int64] = [0, 7, 10, 1205, 9_999_999, 10_000_000, 12_345_678_901, -5, .max, .min]
        for number in numbers { #expect(pool.intern(decimal: number) == pool.intern("\(number)")) }
        let ward = pool.intern(decimal: 82, width: 5)
        #expect(pool[ward] == "00082")
        #expect(pool.intern(decimal: 123_456, width: 5) == pool.intern("123456"))
        #expect(pool.intern(decimal: 7, width: 9) == pool.intern("000000007"))
    }

    @Test func `a hundred thousand texts keep apart`() {
        var pool = TextPool()
        for i in 0..<100_000 { #expect(pool.intern("w7er8sm\(i)").rawValue == Int32(i)) }
        for i in stride(from: 0, to: 100_000, by: 997) { #expect(pool[TextID(rawValue: Int32(i))] == "w7er8sm\(i)") }
    }

    @Test func `texts that differ after a common beginning are not one, though they hash alike`() {
        // Long texts are found by hash and told apart by their bytes.
        var pool = TextPool()
        let long = (0..<2000).map { String(repeating: "ab", count: 20) + "\($0)" }
        #expect(Set(long.map { pool.intern($0) }).count == 2000)
    }

    @Test func `malformed texts are counted and read as replacement characters`() {
        var pool = TextPool()
        let id = [UInt8(0xD0), 0x41].withUnsafeBytes { pool.intern(utf8: $0) }
        _ = pool.intern("Đất")
        #expect(pool.malformedCount == 1)
        #expect(pool[id] == "\u{FFFD}A")
        #expect(Array(pool.utf8(id)) == [0xD0, 0x41])
    }

    @Test func `parts that were read apart give the same columns as one`() {
        func columns(_ rows: Range<Int>, into columns: inout ParcelColumns, hasUse: Bool) {
            for i in rows {
                columns.fid.append(Int64(i))
                columns.ward.append(columns.texts.intern("0000\(i % 3)"))
                columns.number.append(i % 5 == 0 ? .none : columns.texts.intern("\(i)"))
                if hasUse { columns.landUse.append(columns.texts.intern(i % 2 == 0 ? "ODT" : "CLN")) }
            }
        }
        var whole = ParcelColumns()
        columns(0..<60, into: &whole, hasUse: false)
        var joined = ParcelColumns()
        for start in stride(from: 0, to: 60, by: 7) {
            var part = ParcelColumns()
            columns(start..<min(60, start + 7), into: &part, hasUse: false)
            joined.append(contentsOf: part)
        }
        #expect(whole.fid == joined.fid && whole.ward == joined.ward && whole.number == joined.number)
        #expect(!joined.hasSheet && !joined.hasLandUse)
        var withUse = ParcelColumns()
        columns(60..<63, into: &withUse, hasUse: true)
        joined.append(contentsOf: withUse)
        columns(63..<65, into: &joined, hasUse: false)
        joined.level()
        #expect(joined.landUse.count == 65 && joined.landUse[59] == .none && joined.landUse[64] == .none)
        #expect(joined.texts[joined.landUse[60]] == "ODT")
    }

    @Test func `a pool that gave its table back finds its texts again`() {
        var pool = TextPool()
        let texts = (0..<500).map { $0 % 2 == 0 ? "\($0)" : "Nguyễn Thử \($0)" }
        let ids = texts.map { pool.intern($0) }
        pool.compact()
        #expect(ids.map { pool[$0] } == texts)
        #expect(texts.map { pool.intern($0) } == ids && pool.intern("new").rawValue == 500)
    }
}
