public import Cadastre

/// Ids of defects: the same next week and on another machine.
public enum DefectName {
    /// A kind prefix and 16 hex digits: a hash (FNV-1a, 64 bits) of the kind's family, the sorted names of the parties
    /// and the cell of one metre that holds the centre of gravity, with an ordinal by area where two would be equal.
    public static func id(kind: DefectKind, names: [String], cellX: Int64, cellY: Int64, ordinal: Int = 0) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        func add(_ text: String) {
            for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
            hash = (hash ^ 0x1F) &* 0x100_0000_01b3
        }
        add(kind.idPrefix)
        for name in names { add(name) }
        add(String(cellX))
        add(String(cellY))
        if ordinal > 0 { add("#" + String(ordinal)) }
        let digits = String(hash, radix: 16)
        return kind.idPrefix + "-" + String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }

    /// The ids that a defect would have had if its centre had lain in a neighbouring cell; its own first.
    public static func candidates(kind: DefectKind, names: [String], cellX: Int64, cellY: Int64, ordinal: Int)
        -> [String]
    {
        var ids = [id(kind: kind, names: names, cellX: cellX, cellY: cellY, ordinal: ordinal)]
        for dy: Int64 in [-1, 0, 1] {
            for dx: Int64 in [-1, 0, 1] where dx != 0 || dy != 0 {
                ids.append(id(kind: kind, names: names, cellX: cellX + dx, cellY: cellY + dy, ordinal: ordinal))
            }
        }
        return ids
    }
}

/// What an id is made of, kept so that last week's ids can be looked up.
public struct DefectNameParts: Hashable, Sendable {
    public var names: [String] = []
    public var cellX: Int64 = 0
    public var cellY: Int64 = 0
    public var ordinal = 0

    public init() {}
}
