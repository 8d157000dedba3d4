import MapChecking
import TestSupport
import Testing

@testable import Publishing

@Suite("Decisions of people")
struct DecisionTableTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func table(_ text: String) throws -> DecisionTable {
        try folder.write(text, "decisions.csv")
        return try DecisionTable(folder.path("decisions.csv"))
    }

    @Test func `a table says by id what is to be done`() throws {
        let table = try table("defect_id,decision,author\nov-1,apply,lan\nov-2,keep,lan\ngap-3,ignore,minh\n")
        #expect(table.decisions == ["ov-1": .apply, "ov-2": .keep, "gap-3": .ignore])
        #expect(table.contradictions.isEmpty)
    }

    @Test func `heads and words may be Vietnamese, in large letters or small`() throws {
        let table = try table("Mã lỗi,Quyết định\nov-1,Áp dụng\nov-2,giữ nguyên\nov-3,BỎ QUA\nov-4,APPLY\n")
        #expect(table.decisions == ["ov-1": .apply, "ov-2": .keep, "ov-3": .ignore, "ov-4": .apply])
    }

    @Test func `lines without a decision are open`() throws {
        #expect(try table("defect_id,decision\nov-1,\nov-2,keep\n,apply\n").decisions == ["ov-2": .keep])
    }

    @Test func `of an id with two decisions none holds, whatever their order`() throws {
        for (first, second, third) in [("apply", "keep", "apply"), ("keep", "apply", "apply")] {
            let table = try table(
                "defect_id,decision\nov-1,\(first)\nov-2,keep\nov-1,\(second)\nov-1,\(third)\n")
            #expect(table.decisions == ["ov-2": .keep])
            #expect(table.contradictions == ["ov-1"])
        }
    }

    @Test func `the same decision twice is no contradiction`() throws {
        let table = try table("defect_id,decision\nov-1,apply\nov-1,apply\n")
        #expect(table.decisions == ["ov-1": .apply] && table.contradictions.isEmpty)
    }

    @Test func `a word that is no decision is refused with its line's id`() throws {
        do {
            _ = try table("defect_id,decision\nov-1,perhaps\n")
            Issue.record("it was taken")
        } catch let error as FindingsError {
            #expect("\(error)".contains("ov-1") && "\(error)".contains("perhaps"))
        }
    }

    @Test func `a table without ids is refused`() {
        #expect(throws: FindingsError.self) { try table("name,decision\nov-1,apply\n") }
    }

    @Test func `a file that is not there is refused`() {
        #expect(throws: FindingsError.self) { try DecisionTable(folder.path("none.csv")) }
    }
}

@Suite("Values of a priority field")
struct PriorityValueTests {
    @Test func `numbers rank by size, with a comma or a point`() {
        #expect(PriorityValue.rank("3") > PriorityValue.rank("2,5"))
        #expect(PriorityValue.rank("2,5") > PriorityValue.rank("2.4"))
    }

    @Test(arguments: [nil, "", "Chưa", "không", "no", "0"] as [String?])
    func `nothing and a no rank below a certificate's number`(text: String?) {
        #expect(PriorityValue.rank(text) < PriorityValue.rank("BM 123456"))
    }
}
