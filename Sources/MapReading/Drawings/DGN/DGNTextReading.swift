import Foundation
import GDALKit

/// What the bytes of a text element say.
struct DGNTextReading {
    private(set) var bytes: [UInt8]
    private(set) var isUnicode = false
    /// Whether it is in characters of two bytes that nothing tells the meaning of.
    private(set) var isUnreadable = false
    private(set) var characterCount: Int

    /// - Parameter written: as they stand in the file. FF FD at the beginning announces characters of 16 bits, low byte
    ///   first: single-byte ones below 256, others in a code page of two bytes, or in Unicode.
    init(_ written: UnsafeRawBufferPointer) {
        var end = written.count
        while end > 0, written[end - 1] == 0 { end -= 1 }
        bytes = [UInt8](written[..<end])
        characterCount = end
        guard written.count >= 4, written[0] == 0xFF, written[1] == 0xFD else { return }
        var words = stride(from: 2, to: written.count - 1, by: 2).map {
            UInt32(written[$0]) | UInt32(written[$0 + 1]) << 8
        }
        while words.last == 0 { words.removeLast() }
        characterCount = words.count
        if words.allSatisfy({ $0 < 0x100 }) {
            bytes = words.map { UInt8($0) }
        } else if words.allSatisfy(DGNTextReading.isVietnamese) {
            var text = String.UnicodeScalarView()
            for word in words { if let scalar = Unicode.Scalar(word) { text.append(scalar) } }
            bytes = Array(String(text).utf8)
            isUnicode = true
        } else {
            isUnreadable = true
        }
    }

    /// Whether it is a letter of Vietnamese, or one that any writing has. The code pages of East Asia begin at 8140.
    private static func isVietnamese(_ word: UInt32) -> Bool {
        word < 0x1B1 || (0x300...0x323).contains(word) || (0x1EA0...0x1EF9).contains(word)
            || (0x2010...0x2026).contains(word)
    }
}

/// Where a text stands.
enum DGNTextPlace {
    /// The text with its insertion point: the file keeps the lower left corner, and by what point the text was placed.
    /// - Parameters:
    ///   - range: the box that the element states around itself.
    ///   - metres: metres in a master unit.
    static func drawn(_ text: DGNText, characters: Int, range: DGNBox?, _ metres: Double) -> DrawnText {
        let width = range.flatMap { self.width(text, characters, $0) } ?? abs(text.characterWidth) * Double(characters)
        let justification = justification(text.justification)
        let (c, s) = (cos(text.angle), sin(text.angle))
        let (across, upward) = (width * justification.shareLeft, text.height * justification.shareBelow)
        return DrawnText(
            x: (text.x + across * c - upward * s) * metres, y: (text.y + across * s + upward * c) * metres, level: 0,
            element: 0, heightMetres: text.height * metres, widthMetres: width * metres, angleRadians: text.angle,
            justification: justification)
    }

    /// The length of the writing, by the box around it.
    /// - Returns: nil when the box does not have the text's lower left corner where it should be.
    private static func width(_ text: DGNText, _ characters: Int, _ box: DGNBox) -> Double? {
        let (c, s) = (cos(text.angle), sin(text.angle))
        let (wide, high) = (box.maxX - box.minX, box.maxY - box.minY)
        let width = abs(c) >= abs(s) ? (wide - text.height * abs(s)) / abs(c) : (high - text.height * abs(c)) / abs(s)
        // The corner of a text is on two sides of its box; letters that hang down make some difference.
        let left = text.x + min(0, width * c) + min(0, 0 - text.height * s)
        let low = text.y + min(0, width * s) + min(0, text.height * c)
        let estimate = abs(text.characterWidth) * Double(characters)
        guard abs(left - box.minX) + abs(low - box.minY) < text.height, width > 0.2 * estimate, width < 3 * estimate
        else { return nil }
        return width
    }

    /// Codes 0 to 2, 3 to 5, 6 to 8, 9 to 11 and 12 to 14 are left, left margin, centre, right margin and right, each
    /// with top, middle and bottom.
    private static func justification(_ code: Int) -> TextJustification {
        let across: TextJustification.Across =
            switch code {
            case 6...8: .centre
            case 9...14: .right
            default: .left
            }
        let upward: TextJustification.Upward = [.top, .middle, .bottom][max(0, code) % 3]
        return TextJustification(across, upward)
    }
}
