import Testing

@testable import Publishing

@Suite("JSON writer")
struct JSONWriterTests {
    private func json(_ body: (inout JSONWriter) throws -> Void) rethrows -> String {
        var bytes: [UInt8] = []
        var writer = JSONWriter { bytes += $0 }
        try body(&writer)
        try? writer.finish()
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func `members and elements are separated, however they nest`() {
        let text = json { json in
            json.object { json in
                json.member("a", 1)
                json.key("b")
                json.list { json in
                    json.object { $0.member("c", true) }
                    json.object { _ in }
                    json.value(-2)
                }
                json.member("d", orNull: nil)
            }
        }
        #expect(text == "{\"a\": 1, \"b\": [{\"c\": true}, {}, -2], \"d\": null}\n")
    }

    @Test func `quotes, backslashes and control characters are escaped and letters are not`() {
        #expect(json { $0.value("\"\\\n\u{1}\u{7F}Thửa") } == "\"\\\"\\\\\\n\\u0001\\u007fThửa\"\n")
    }

    @Test(arguments: [
        (0.0, 3, "0.000"), (3.2165, 3, "3.217"), (-0.0001, 3, "0.000"), (-1.5, 1, "-1.5"),
        (587_812.368, 4, "587812.3680"),
        (0.05, 2, "0.05"), (12, 0, "12"), (Double.nan, 2, "null"), (-Double.infinity, 2, "null"),
        (0.999_96, 4, "1.0000"),
    ])
    func `a number has exactly its decimals, and no sign when it is zero`(value: Double, decimals: Int, text: String) {
        #expect(NumberText.fixed(value, decimals: decimals) == text)
    }

    @Test func `what is longer than a piece comes out whole`() throws {
        let text = try json { json in
            try json.list { json in
                for i in 0..<200_000 {
                    try json.line()
                    json.value(i)
                }
            }
        }
        #expect(text.split(separator: "\n").count == 200_001)
        #expect(text.contains("  99999,\n  100000,\n"))
    }
}
