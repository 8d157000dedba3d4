import Cadastre
import Foundation
import Testing

@Suite("Old encodings of Vietnamese")
struct ByteEncodingTests {
    private static let marked = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"

    @Test func `the letters are 134`() {
        #expect(Self.marked.count == 67)
        #expect(Set(OldWriting.vni.letters) == Set(Self.marked + Self.marked.uppercased()))
        #expect(Set(OldWriting.tcvn3.letters) == Set(Self.marked + "ĂÂÊÔƠƯĐ"))
    }

    @Test(arguments: OldWriting.allCases)
    func `every letter comes back from its bytes`(writing: OldWriting) throws {
        for letter in writing.letters {
            let bytes = try #require(writing.bytes("t\(letter)n"))
            #expect(writing.encoding.decode(bytes) == "t\(letter)n")
        }
    }

    @Test(arguments: OldWriting.allCases, CodePage.allCases)
    func `every letter comes back from text that a code page made of its bytes`(writing: OldWriting, page: CodePage)
        throws
    {
        for letter in writing.letters {
            let text = OldWriting.read(try #require(writing.bytes("t\(letter)n")), as: page)
            #expect(writing.encoding.decode(text, misreadAs: page) == "t\(letter)n")
        }
    }

    @Test(arguments: OldWriting.allCases)
    func `a reader of Windows-1258 that composes loses nothing behind a consonant`(writing: OldWriting) throws {
        var lost: Set<Character> = []
        for letter in writing.letters {
            // Behind n a tilde makes ñ, which has a byte of its own, and so have some vowels with a tone.
            for before in "bcdghklmprstvx" {
                let text = OldWriting.read(try #require(writing.bytes("\(before)\(letter)n")), as: .windows1258)
                let composed = text.precomposedStringWithCanonicalMapping
                if writing.encoding.decode(composed, misreadAs: .windows1258) != "\(before)\(letter)n" {
                    lost.insert(letter)
                }
            }
        }
        #expect(lost.isEmpty)
    }

    @Test func `TCVN3 in a font of capitals is all capitals`() {
        for letter in Self.marked {
            let bytes = OldWriting.bytesForCapitalFont("Xã \(letter)n")
            #expect(ByteEncoding.tcvn3Capitals.decode(bytes) == "XÃ \(letter.uppercased())N")
        }
    }

    @Test func `the letter ư, a soft hyphen to others, survives`() {
        #expect(ByteEncoding.tcvn3.decode("ph\u{AD}êng", misreadAs: .windows1252) == "phường")
        #expect(ByteEncoding.tcvn3.decode([0x70, 0x68, 0xAD, 0xEA, 0x6E, 0x67]) == "phường")
    }

    @Test func `the longest match goes first in VNI`() {
        #expect(ByteEncoding.vni.decode("ôù ôû öï oà", misreadAs: .windows1252) == "ớ ở ự ồ")
        #expect(ByteEncoding.vni.decode("thöûa ñaát soá 12", misreadAs: .windows1252) == "thửa đất số 12")
    }

    @Test func `a mark of VNI in the other case belongs to its letter`() {
        #expect(ByteEncoding.vni.decode("Aùnh", misreadAs: .windows1252) == "Ánh")
    }

    @Test func `Windows-1258 is composed`() {
        let bytes: [UInt8] = [0x4E, 0x67, 0x75, 0x79, 0xEA, 0xDE, 0x6E, 0x20, 0xD0, 0xE2, 0xF2, 0x75]
        #expect(
            ByteEncoding.windows1258.decode(bytes).map { Array($0.unicodeScalars) }
                == Array("Nguyễn Đậu".unicodeScalars))
    }

    @Test func `UTF-8 that was taken for a code page comes back, and nothing else does`() {
        #expect(ByteEncoding.utf8.decode("Cáº§u Giáº¥y", misreadAs: .windows1252) == "Cầu Giấy")
        #expect(ByteEncoding.utf8.decode("Hàng", misreadAs: .windows1252) == nil)
    }

    @Test func `a text with a sign that a page has not did not come by that page`() {
        #expect(ByteEncoding.tcvn3.decode("Cầu", misreadAs: .windows1252) == nil)
        #expect(ByteEncoding.tcvn3.decode("→", misreadAs: .windows1258) == nil)
    }

    @Test(arguments: [
        (".VnTime", ByteEncoding.tcvn3), (".VnTimeH", .tcvn3Capitals), (".vnarialh", .tcvn3Capitals),
        ("VNI-Times", .vni), ("Times New Roman", nil), ("Arial", nil), ("", nil),
    ])
    func `a font tells its encoding by its name`(font: String, encoding: ByteEncoding?) {
        #expect(ByteEncoding(fontName: font) == encoding)
    }

    @Test(arguments: OldWriting.allCases)
    func `writing is the other way of reading, for every letter`(writing: OldWriting) throws {
        for letter in writing.letters {
            #expect(writing.encoding.encode(String(letter)) == writing.bytes(String(letter)))
        }
        let text = "thửa đất số 12, tờ bản đồ 5"
        #expect(writing.encoding.encode(text) == writing.bytes(text))
        #expect(writing.encoding.encode(text).flatMap { writing.encoding.decode($0) } == text)
    }

    @Test func `what an encoding has no byte for is not written`() {
        #expect(ByteEncoding.tcvn3.encode("Ấp") == nil && ByteEncoding.vni.encode("€") == nil)
        #expect(ByteEncoding.tcvn3Capitals.encode("Ấp") == nil)
        #expect(ByteEncoding.tcvn3Capitals.encode("ẤP 2") == OldWriting.bytesForCapitalFont("ẤP 2"))
        // With combining marks too.
        #expect(ByteEncoding.tcvn3.encode("e\u{302}\u{301}") == ByteEncoding.tcvn3.encode("ế"))
    }
}
