/// The ward's own table of old and new sheets (Bảng tham chiếu thửa đất trước và sau sắp xếp).
public struct SheetCrosswalk: Sendable {
    /// One line: what stood on an old sheet stands on a new one. Empty texts are "any" on the old side and "the same" on
    /// the new one.
    public struct Row: Hashable, Sendable {
        public var oldWard: String
        public var series: String
        public var scale: String
        public var oldSheet: String
        public var oldNumber: String
        public var newWard: String
        public var newSheet: String
        public var newNumber: String

        public init(
            oldWard: String = "", series: String = "", scale: String = "", oldSheet: String, oldNumber: String = "",
            newWard: String = "", newSheet: String, newNumber: String = ""
        ) {
            self.oldWard = oldWard
            self.series = series
            self.scale = scale
            self.oldSheet = oldSheet
            self.oldNumber = oldNumber
            self.newWard = newWard
            self.newSheet = newSheet
            self.newNumber = newNumber
        }
    }

    /// A key as texts.
    struct Key: Hashable {
        var ward: String
        var sheet: String
        var number: String
    }

    public let rows: [Row]
    private let bySheet: [String: [Int]]

    public init(_ rows: [Row]) {
        self.rows = rows
        var bySheet: [String: [Int]] = [:]
        for (i, row) in rows.enumerated() { bySheet[row.oldSheet, default: []].append(i) }
        self.bySheet = bySheet
    }

    public var isEmpty: Bool { rows.isEmpty }

    /// The new keys of an old one, in the order of the table; the lines that say most decide alone.
    func newKeys(of old: Key, series: String, scale: String) -> [Key] {
        var best = -1
        var found: [Key] = []
        for i in bySheet[old.sheet] ?? [] {
            let row = rows[i]
            var weight = 0
            func fits(_ asked: String, _ has: String, _ value: Int) -> Bool {
                if asked.isEmpty { return true }
                weight += value
                return asked == has
            }
            guard fits(row.oldNumber, old.number, 8), fits(row.oldWard, old.ward, 4), fits(row.series, series, 2),
                fits(row.scale, scale, 1), weight >= best
            else { continue }
            if weight > best { found = [] }
            best = weight
            let key = Key(
                ward: row.newWard.isEmpty ? old.ward : row.newWard, sheet: row.newSheet,
                number: row.newNumber.isEmpty ? old.number : row.newNumber)
            if !found.contains(key) { found.append(key) }
        }
        return found
    }

    /// The sheets that lead back to themselves when the table is followed step by step, though a step leads through
    /// another sheet: such a table cannot be followed further than one step. One old sheet of each circle.
    public var circles: [String] {
        var next: [String: Set<String>] = [:]
        func name(_ ward: String, _ sheet: String) -> String { "\(ward)/\(sheet)" }
        for row in rows {
            let new = name(row.newWard.isEmpty ? row.oldWard : row.newWard, row.newSheet)
            let old = name(row.oldWard, row.oldSheet)
            if old != new { next[old, default: []].insert(new) }
        }
        var settled: Set<String> = []
        var circles: [String] = []
        for start in next.keys.sorted() where !settled.contains(start) {
            // Depth first, with the way kept: coming back to it is a circle.
            var way: [(node: String, left: [String])] = [(start, (next[start] ?? []).sorted())]
            var onWay: Set<String> = [start]
            while var top = way.popLast() {
                guard let node = top.left.popLast() else {
                    settled.insert(top.node)
                    onWay.remove(top.node)
                    continue
                }
                way.append(top)
                if onWay.contains(node) {
                    circles.append(node)
                } else if !settled.contains(node) {
                    way.append((node, (next[node] ?? []).sorted()))
                    onWay.insert(node)
                }
            }
        }
        return Array(Set(circles)).sorted()
    }
}
