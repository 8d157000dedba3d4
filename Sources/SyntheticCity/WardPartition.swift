/// Which ward owns each half of each block.
///
/// A block has a southern and a northern half; half row `2 j` holds the southern halves of block row `j`. Most ward
/// lines follow streets; some run through a row of blocks, where the lots of two wards stand back to back.
struct WardPartition: Sendable {
    let columns: Int
    let halfRows: Int
    private(set) var count = 0
    private var owners: [UInt8]

    init(seed: UInt64, net: StreetNet, wards: Int) {
        columns = net.columns
        halfRows = 2 * net.rows
        owners = [UInt8](repeating: 0, count: columns * halfRows)
        let all = Region(
            first: 0, west: [Int](repeating: 0, count: halfRows), east: [Int](repeating: columns, count: halfRows))
        split(all, into: min(wards, max(1, columns * net.rows / 6)), seed: seed, net: net)
    }

    /// The ward that owns a half of block `(i, j)`, or nil outside the city.
    func owner(_ i: Int, _ j: Int, north: Bool) -> Int? {
        let row = 2 * j + (north ? 1 : 0)
        guard i >= 0, i < columns, row >= 0, row < halfRows else { return nil }
        return Int(owners[row * columns + i])
    }

    /// A stack of half rows, each from a western to an eastern column.
    private struct Region {
        var first: Int
        var west: [Int]
        var east: [Int]
        var rows: Int { west.count }
    }

    private mutating func split(_ region: Region, into wards: Int, seed: UInt64, net: StreetNet) {
        let narrowest = zip(region.west, region.east).map { $1 - $0 }.min() ?? 0
        // A region too small for another cut stays one ward.
        if wards <= 1 || (region.rows < 8 && narrowest < 2) {
            for r in 0..<region.rows {
                for i in region.west[r]..<region.east[r] { owners[(region.first + r) * columns + i] = UInt8(count) }
            }
            count += 1
            return
        }
        let part = wards / 2
        let share = Double(part) / Double(wards)
        var dice = Dice(seed, .partition, region.first, region.west[0], wards)
        // A block is about 100 m by 45 m, streets included.
        let isWide = narrowest * 100 > region.rows * 22
        if (isWide && narrowest >= 4) || region.rows < 8 {
            let (left, right) = cutAcross(region, share: share, narrowest: narrowest, dice: &dice)
            split(left, into: part, seed: seed, net: net)
            split(right, into: wards - part, seed: seed, net: net)
        } else {
            var cut = 2 * Int((Double(region.rows) * share / 2).rounded())
            // Half rows count from the region's first, which may itself lie amid a block.
            if (region.first + cut) % 2 == 1 { cut += 1 }
            cut = min(max(cut, 3), region.rows - 3)
            if (region.first + cut) % 2 == 1 { cut -= 1 }
            let blockRow = (region.first + cut) / 2
            if dice.happens(0.5), cut >= 4, region.rows - cut >= 5, blockRow != net.riverRow { cut += 1 }
            var south = region
            south.west.removeSubrange(cut...)
            south.east.removeSubrange(cut...)
            let north = Region(
                first: region.first + cut, west: Array(region.west[cut...]), east: Array(region.east[cut...]))
            split(south, into: part, seed: seed, net: net)
            split(north, into: wards - part, seed: seed, net: net)
        }
    }

    /// Cuts along a street that steps aside by a block now and then.
    private func cutAcross(_ region: Region, share: Double, narrowest: Int, dice: inout Dice) -> (Region, Region) {
        var left = region
        var right = region
        let middle = region.west[0] + max(1, Int((Double(region.east[0] - region.west[0]) * share).rounded()))
        var cut = middle
        for r in 0..<region.rows {
            let row = region.first + r
            // A new step only where a pair of block rows begins, so that both halves of a block stay together.
            if narrowest >= 6, row % 4 == 0 { cut = middle + dice.int(-1..<2) }
            let clamped = min(max(cut, region.west[r] + 1), region.east[r] - 1)
            left.east[r] = clamped
            right.west[r] = clamped
        }
        return (left, right)
    }
}
