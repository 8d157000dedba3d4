import Cadastre
import Foundation

/// Writes Vietnamese the old ways: the other direction of what is tested, with tables of its own.
enum OldWriting: CaseIterable {
    case tcvn3
    case vni

    var encoding: ByteEncoding { self == .tcvn3 ? .tcvn3 : .vni }

    /// All letters that each has: 74 of TCVN3, 134 of VNI.
    var letters: [Character] { self == .tcvn3 ? Array(Self.tcvn3Bytes.keys) : Array(Self.vniBytes.keys) }

    /// The bytes; nil for a capital that TCVN3 has not.
    func bytes(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        for character in text {
            if let own = self == .tcvn3 ? Self.tcvn3Bytes[character] : Self.vniBytes[character] {
                bytes += own
            } else if character.isASCII || !character.isLetter, let own = String(character).data(using: .windowsCP1252)
            {
                bytes += own
            } else {
                return nil
            }
        }
        return bytes
    }

    /// The bytes in a font of capitals: small letters for all letters beyond ASCII.
    static func bytesForCapitalFont(_ text: String) -> [UInt8] {
        text.flatMap { character in
            let small = character.isASCII ? String(character) : character.lowercased()
            return OldWriting.tcvn3.bytes(small) ?? []
        }
    }

    /// What a program makes of bytes that it takes for a page. It does not compose.
    static func read(_ bytes: [UInt8], as page: CodePage) -> String {
        var text = String.UnicodeScalarView()
        for byte in bytes {
            let western = String(data: Data([byte]), encoding: .windowsCP1252) ?? ""
            if page == .windows1258, let own = windows1258[byte] {
                text.append(own)
            } else {
                text += western.unicodeScalars
            }
        }
        return String(text)
    }

    /// The bytes of Windows-1258: letters without their tones, each with the mark of the tone behind it.
    static func bytesOfWindows1258(_ text: String) -> [UInt8] {
        let marks: Set<Unicode.Scalar> = ["\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"]
        var bytes: [UInt8] = []
        for character in text {
            let parts = String(character).decomposedStringWithCanonicalMapping.unicodeScalars
            let letter = String(String.UnicodeScalarView(parts.filter { !marks.contains($0) }))
                .precomposedStringWithCanonicalMapping
            for scalar in letter.unicodeScalars + parts.filter({ marks.contains($0) }) {
                if let own = windows1258.first(where: { $0.value == scalar })?.key {
                    bytes.append(own)
                } else {
                    bytes += String(scalar).data(using: .windowsCP1252) ?? Data()
                }
            }
        }
        return bytes
    }

    private static let windows1258: [UInt8: Unicode.Scalar] = [
        0xC3: "\u{102}", 0xCC: "\u{300}", 0xD0: "\u{110}", 0xD2: "\u{309}", 0xD5: "\u{1A0}", 0xDD: "\u{1AF}",
        0xDE: "\u{303}", 0xE3: "\u{103}", 0xEC: "\u{301}", 0xF0: "\u{111}", 0xF2: "\u{323}", 0xF5: "\u{1A1}",
        0xFD: "\u{1B0}", 0xFE: "\u{20AB}",
    ]

    /// Letter and byte.
    private static let tcvn3Bytes: [Character: [UInt8]] = {
        let pairs = """
            ĂA1 ÂA2 ÊA3 ÔA4 ƠA5 ƯA6 ĐA7 ăA8 âA9 êAA ôAB ơAC ưAD đAE àB5 ảB6 ãB7 áB8 ạB9 ằBB ẳBC ẵBD ắBE ặC6 ầC7 ẩC8
            ẫC9 ấCA ậCB èCC ẻCE ẽCF éD0 ẹD1 ềD2 ểD3 ễD4 ếD5 ệD6 ìD7 ỉD8 ĩDC íDD ịDE òDF ỏE1 õE2 óE3 ọE4 ồE5 ổE6 ỗE7
            ốE8 ộE9 ờEA ởEB ỡEC ớED ợEE ùEF ủF1 ũF2 úF3 ụF4 ừF5 ửF6 ữF7 ứF8 ựF9 ỳFA ỷFB ỹFC ýFD ỵFE
            """.split { $0.isWhitespace }
        return Dictionary(
            uniqueKeysWithValues: pairs.map { ($0.first ?? " ", [UInt8($0.dropFirst(), radix: 16) ?? 0]) })
    }()

    /// Letter, and how it looks as Windows-1252.
    private static let vniBytes: [Character: [UInt8]] = {
        let pairs = """
            ÀAØ ÁAÙ ÂAÂ ÃAÕ àaø áaù âaâ ãaõ ĂAÊ ăaê ẠAÏ ạaï ẢAÛ ảaû ẤAÁ ấaá ẦAÀ ầaà ẨAÅ ẩaå ẪAÃ ẫaã ẬAÄ ậaä ẮAÉ ắaé
            ẰAÈ ằaè ẲAÚ ẳaú ẴAÜ ẵaü ẶAË ặaë ÈEØ ÉEÙ ÊEÂ èeø éeù êeâ ẸEÏ ẹeï ẺEÛ ẻeû ẼEÕ ẽeõ ẾEÁ ếeá ỀEÀ ềeà ỂEÅ ểeå
            ỄEÃ ễeã ỆEÄ ệeä ÌÌ ÍÍ ìì íí ĨÓ ĩó ỈÆ ỉæ ỊÒ ịò ÒOØ ÓOÙ ÔOÂ ÕOÕ òoø óoù ôoâ õoõ ƠÔ ơô ỌOÏ ọoï ỎOÛ ỏoû ỐOÁ
            ốoá ỒOÀ ồoà ỔOÅ ổoå ỖOÃ ỗoã ỘOÄ ộoä ỚÔÙ ớôù ỜÔØ ờôø ỞÔÛ ởôû ỠÔÕ ỡôõ ỢÔÏ ợôï ÙUØ ÚUÙ ùuø úuù ŨUÕ ũuõ ƯÖ
            ưö ỤUÏ ụuï ỦUÛ ủuû ỨÖÙ ứöù ỪÖØ ừöø ỬÖÛ ửöû ỮÖÕ ữöõ ỰÖÏ ựöï ÝYÙ ýyù ỲYØ ỳyø ỴÎ ỵî ỶYÛ ỷyû ỸYÕ ỹyõ ĐÑ đñ
            """.split { $0.isWhitespace }
        return Dictionary(
            uniqueKeysWithValues: pairs.map { pair in
                (pair.first ?? " ", Array(String(pair.dropFirst()).data(using: .windowsCP1252) ?? Data()))
            })
    }()
}
