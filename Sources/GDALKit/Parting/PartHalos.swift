/// The rows of other parts that lie beside each part: what a part must see of its neighbours.
enum PartHalos {
    /// - Parameter reach: rows whose boxes come nearer to a box of a part are beside it; up to twice as far they may be.
    /// - Returns: for each part that has any the rows beside it, under the part's name.
    static func beside(_ parts: [PartedRows.Part], reach: Double) -> [PartedRows.Part] {
        let cells = CellOwners(parts, reach: Float(reach))
        var halos = parts.map { PartedRows.Part(name: $0.name) }
        for (own, part) in parts.enumerated() {
            var last: Set<Int32> = []
            for entry in part.entries {
                last.removeAll(keepingCapacity: true)
                cells.forEachCell(of: entry) { cell in
                    for other in cells.owners(of: cell) where other != own && last.insert(other).inserted {
                        halos[Int(other)].entries.append(entry)
                    }
                }
            }
        }
        for k in halos.indices {
            halos[k].entries.sort { $0.id < $1.id }
            halos[k].count = halos[k].entries.count
            for entry in halos[k].entries {
                halos[k].runs.append((entry.id, entry.id))
                let box = GeoPackageBox(entry)
                if halos[k].extent == nil { halos[k].extent = box } else { halos[k].extent?.join(box) }
            }
        }
        return halos.filter { $0.count > 0 }
    }
}

/// Which parts come near which cells of a net.
private struct CellOwners {
    private let reach: Float
    /// The part near a cell, or -1 - i for the parts `shared[i]`.
    private var owner: [UInt64: Int32] = [:]
    private var shared: [[Int32]] = []

    init(_ parts: [PartedRows.Part], reach: Float) {
        self.reach = reach
        for (number, part) in parts.enumerated() {
            var own: Set<UInt64> = []
            for entry in part.entries { forEachCell(of: entry) { own.insert($0) } }
            var near: Set<UInt64> = []
            for cell in own {
                let (x, y) = (Int32(truncatingIfNeeded: cell >> 32), Int32(truncatingIfNeeded: cell))
                for dx in Int32(-1)...1 { for dy in Int32(-1)...1 { near.insert(Self.cell(x &+ dx, y &+ dy)) } }
            }
            for cell in near { enter(Int32(number), cell) }
        }
    }

    private mutating func enter(_ part: Int32, _ cell: UInt64) {
        guard let known = owner[cell] else {
            owner[cell] = part
            return
        }
        if known < 0 {
            shared[Int(-1 - known)].append(part)
        } else {
            owner[cell] = Int32(-1 - shared.count)
            shared.append([known, part])
        }
    }

    func owners(of cell: UInt64) -> [Int32] {
        guard let known = owner[cell] else { return [] }
        return known < 0 ? shared[Int(-1 - known)] : [known]
    }

    func forEachCell(of entry: PackedRTree.Entry, _ body: (UInt64) -> Void) {
        for x in number(entry.minX)...number(entry.maxX) {
            for y in number(entry.minY)...number(entry.maxY) { body(Self.cell(x, y)) }
        }
    }

    /// Coordinates that cannot be those of a map are all of one cell.
    private func number(_ coordinate: Float) -> Int32 {
        let cell = (coordinate / reach).rounded(.down)
        return abs(cell) < 1e8 ? Int32(cell) : 0
    }

    private static func cell(_ x: Int32, _ y: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: x)) << 32 | UInt64(UInt32(bitPattern: y))
    }
}

extension GeoPackageBox {
    fileprivate init(_ entry: PackedRTree.Entry) {
        minX = Double(entry.minX)
        maxX = Double(entry.maxX)
        minY = Double(entry.minY)
        maxY = Double(entry.maxY)
    }
}
