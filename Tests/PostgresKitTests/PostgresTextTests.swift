import PostgresKit
import Testing

@Suite("Names and values in statements")
struct PostgresTextTests {
    @Test(arguments: [
        ("thua_dat", "\"thua_dat\""),
        ("Thửa đất", "\"Thửa đất\""),
        ("a\"; DROP TABLE b; --", "\"a\"\"; DROP TABLE b; --\""),
    ])
    func `a name keeps its capitals and cannot end its quotes`(name: String, quoted: String) {
        #expect(PostgresText.name(name) == quoted)
    }

    @Test(arguments: [
        ("00082", "'00082'"), ("0'1", "'0''1'"), ("a\\'b", "E'a\\\\''b'"), ("", "''"),
    ])
    func `a text cannot end its quotes`(text: String, quoted: String) {
        #expect(PostgresText.literal(text) == quoted)
    }
}
