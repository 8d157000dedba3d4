extension ByteEncoding {
    /// The bytes that say a text: the other way of `decode`.
    /// - Returns: nil when it has a sign that this encoding has no byte for, as TCVN3 for a capital with a tone, or a
    ///   font of capitals for a small letter.
    public func encode(_ text: String) -> [UInt8]? {
        let scalars = LatinComposition.shared.compose(Array(text.unicodeScalars))
        switch self {
        case .utf8: return Array(text.utf8)
        case .windows1252, .windows1258:
            return (self == .windows1252 ? CodePage.windows1252 : .windows1258).bytes(of: scalars)
        case .tcvn3: return LetterBytes.tcvn3.bytes(of: scalars)
        case .tcvn3Capitals:
            let alphabet = VietnameseAlphabet.shared
            let letters = scalars.map { scalar in
                guard !scalar.isASCII, var letter = alphabet.letter(scalar), letter.isCapital else { return scalar }
                letter.isCapital = false
                return alphabet.scalar(letter)
            }
            // The font would show them as capitals.
            if scalars.contains(where: { alphabet.letter($0)?.isCapital == false }) { return nil }
            return LetterBytes.tcvn3.bytes(of: letters)
        case .vni: return LetterBytes.vni.bytes(of: scalars)
        }
    }
}

/// The bytes of the letters of an old encoding; ASCII is itself.
private struct LetterBytes {
    private var bytes: [Unicode.Scalar: [UInt8]] = [:]

    func bytes(of scalars: [Unicode.Scalar]) -> [UInt8]? {
        var result: [UInt8] = []
        result.reserveCapacity(scalars.count)
        for scalar in scalars {
            if scalar.isASCII {
                result.append(UInt8(scalar.value))
            } else if let own = bytes[scalar] {
                result += own
            } else {
                return nil
            }
        }
        return result
    }

    static let tcvn3: LetterBytes = {
        var letters = LetterBytes()
        for row in CSVTable(tcvn3Table).rows {
            guard let high = UInt8(row[0], radix: 16) else { continue }
            for (low, letter) in row.dropFirst().enumerated() {
                if let scalar = letter.unicodeScalars.first { letters.bytes[scalar] = [high << 4 | UInt8(low)] }
            }
        }
        return letters
    }()

    static let vni: LetterBytes = {
        let alphabet = VietnameseAlphabet.shared
        var letters = LetterBytes()
        for row in CSVTable(vniSingleTable).rows {
            guard let byte = UInt8(row[0], radix: 16), let scalar = row[1].unicodeScalars.first else { continue }
            letters.bytes[scalar] = [byte]
            letters.bytes[alphabet.capital(scalar)] = [byte - 0x20]
        }
        let table = CSVTable(vniMarkedTable)
        for row in table.rows {
            guard let first = UInt8(row[0], radix: 16) else { continue }
            for (name, letter) in zip(table.header, row).dropFirst() {
                guard let mark = UInt8(name, radix: 16), let scalar = letter.unicodeScalars.first else { continue }
                letters.bytes[scalar] = [first, mark]
                letters.bytes[alphabet.capital(scalar)] = [first - 0x20, mark - 0x20]
            }
        }
        return letters
    }()
}
