import GDALKit

/// Counts elements by level and sort, and knows the ids of levels and fonts, without looking names up.
struct DGNTallies {
    private static let types = 128
    /// By `key`.
    private var counts = Array(repeating: (read: 0, deleted: 0, notRead: 0), count: 64 * types)
    private var levels: [Int32] = Array(repeating: -1, count: 64)
    private var fonts: [Int32] = Array(repeating: -1, count: 256)
    private(set) var deletedCount = 0

    func key(_ element: borrowing DGNElement) -> Int {
        (element.level & 63) * DGNTallies.types + (element.type.rawValue & 127)
    }

    mutating func read(_ element: borrowing DGNElement) { counts[key(element)].read += 1 }
    mutating func read(_ key: Int) { counts[key].read += 1 }
    mutating func notRead(_ element: borrowing DGNElement) { counts[key(element)].notRead += 1 }
    mutating func notRead(_ key: Int) { counts[key].notRead += 1 }

    mutating func deleted(_ element: borrowing DGNElement) {
        counts[key(element)].deleted += 1
        deletedCount += 1
    }

    mutating func levelID(_ level: Int, _ drawing: inout Drawing) -> Int32 {
        if levels[level & 63] < 0 { levels[level & 63] = drawing.levelID(String(level)) }
        return levels[level & 63]
    }

    mutating func fontID(_ font: Int, _ drawing: inout Drawing) -> Int32 {
        if fonts[font & 255] < 0 { fonts[font & 255] = drawing.fontID(DrawnFont(number: font)) }
        return fonts[font & 255]
    }

    private func type(_ key: Int) -> DGNElementType { DGNElementType(rawValue: key % DGNTallies.types) }

    /// By level, then by sort.
    var list: [ElementTally] {
        counts.indices.compactMap { key in
            let count = counts[key]
            guard count.read + count.deleted + count.notRead > 0 else { return nil }
            var tally = ElementTally(level: String(key / DGNTallies.types), element: type(key).description)
            (tally.read, tally.deleted, tally.notRead) = count
            return tally
        }
    }

    /// The sorts of which elements could not be read.
    var notReadByName: [(name: String, count: Int)] {
        (0..<DGNTallies.types).compactMap { type in
            let count = (0..<64).reduce(0) { $0 + counts[$1 * DGNTallies.types + type].notRead }
            return count > 0 ? (DGNElementType(rawValue: type).description, count) : nil
        }
    }
}
