/// What the bytes of a text meant when it was written: the encodings that old Vietnamese maps and files are in.
public enum ByteEncoding: String, Hashable, Sendable, CaseIterable {
    /// TCVN3 (ABC), the fonts .VnTime, .VnArial and so on.
    case tcvn3
    /// TCVN3 in a font of capitals (.VnTimeH): every letter is one, whatever its byte.
    case tcvn3Capitals = "tcvn3-capitals"
    /// VNI for Windows, the fonts VNI-Times and so on.
    case vni
    case windows1258 = "windows-1258"
    case windows1252 = "windows-1252"
    /// UTF-8 that a program took for a code page: `Ã¡`.
    case utf8 = "utf-8"

    /// What a font says of the texts in it: the names of TCVN3 begin with `.Vn`, those of VNI with `VNI`. Nil for other
    /// fonts, which say nothing.
    public init?(fontName: String) {
        let name = fontName.lowercased()
        if name.hasPrefix(".vn") {
            self = name.hasSuffix("h") ? .tcvn3Capitals : .tcvn3
        } else if name.hasPrefix("vni-") || name.hasPrefix("vni ") {
            self = .vni
        } else {
            return nil
        }
    }

    /// The text of the bytes, composed (NFC). Bytes without a letter in this encoding read as Windows-1252.
    /// - Returns: nil for bytes that cannot be of this encoding; only UTF-8 has such.
    public func decode(_ bytes: some Collection<UInt8>) -> String? {
        scalars(of: Array(bytes)).map { String(scalars: $0) }
    }

    /// The text that was meant where a program took its bytes for another code page.
    /// - Returns: nil when the text has a sign that the page has not, so that it did not come by that way.
    public func decode(_ text: String, misreadAs page: CodePage) -> String? {
        page.bytes(of: Array(text.unicodeScalars)).flatMap { decode($0) }
    }

    func scalars(of bytes: [UInt8]) -> [Unicode.Scalar]? {
        switch self {
        case .tcvn3: return bytes.map { TCVN3.scalars[Int($0)] }
        case .tcvn3Capitals:
            let alphabet = VietnameseAlphabet.shared
            return bytes.map { alphabet.capital(TCVN3.scalars[Int($0)]) }
        case .vni: return VNI.decode(bytes)
        case .windows1252:
            let table = CodePage.windows1252.scalars
            return bytes.map { table[Int($0)] }
        case .windows1258:
            let table = CodePage.windows1258.scalars
            return LatinComposition.shared.compose(bytes.map { table[Int($0)] })
        case .utf8:
            return String(validating: bytes, as: UTF8.self).map { Array($0.unicodeScalars) }
        }
    }
}

/// The page of TCVN3, over Windows-1252 where it has no letter.
private enum TCVN3 {
    static let scalars: [Unicode.Scalar] = {
        var scalars = CodePage.windows1252.scalars
        for row in CSVTable(tcvn3Table).rows {
            guard let high = Int(row[0], radix: 16) else { preconditionFailure("row \(row[0]) of TCVN3") }
            for (low, letter) in row.dropFirst().enumerated() {
                if let scalar = letter.unicodeScalars.first { scalars[high << 4 | low] = scalar }
            }
        }
        return scalars
    }()
}

/// The letters of VNI, of one byte and of two.
private enum VNI {
    private static let tables: (singles: [Unicode.Scalar], pairs: [Unicode.Scalar?]) = {
        let alphabet = VietnameseAlphabet.shared
        var singles = CodePage.windows1252.scalars
        for row in CSVTable(vniSingleTable).rows {
            guard let byte = Int(row[0], radix: 16), let letter = row[1].unicodeScalars.first else {
                preconditionFailure("row \(row[0]) of VNI")
            }
            singles[byte] = letter
            singles[byte - 0x20] = alphabet.capital(letter)
        }
        var pairs: [Unicode.Scalar?] = Array(repeating: nil, count: 1 << 16)
        let table = CSVTable(vniMarkedTable)
        for row in table.rows {
            for (name, letter) in zip(table.header, row).dropFirst() {
                guard let letter = letter.unicodeScalars.first, let first = Int(row[0], radix: 16),
                    let mark = Int(name, radix: 16)
                else { continue }
                // A mark may have been typed in the other case than its letter, which has the say.
                for mark in [mark, mark - 0x20] {
                    pairs[first << 8 | mark] = letter
                    pairs[(first - 0x20) << 8 | mark] = alphabet.capital(letter)
                }
            }
        }
        return (singles, pairs)
    }()

    /// Two bytes go before one: `ôù` is ớ, not ơ and ù.
    static func decode(_ bytes: [UInt8]) -> [Unicode.Scalar] {
        let (singles, pairs) = tables
        var result: [Unicode.Scalar] = []
        result.reserveCapacity(bytes.count)
        var i = 0
        while i < bytes.count {
            if i + 1 < bytes.count, bytes[i + 1] >= 0x80, let letter = pairs[Int(bytes[i]) << 8 | Int(bytes[i + 1])] {
                result.append(letter)
                i += 2
            } else {
                result.append(singles[Int(bytes[i])])
                i += 1
            }
        }
        return result
    }
}
