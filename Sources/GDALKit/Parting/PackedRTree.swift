/// The nodes of an SQLite R-tree made at once from all its boxes: along a Hilbert curve, from the leaves up.
///
/// Inserting one box after the other, as GDAL does it, looks for the best place of each and splits nodes again and again.
/// What stands here are the bytes of the module's own tables (sqlite.org/rtree.html, "Shadow Tables"): node 1 is the root;
/// a node is its depth (of the root; else 0) and the number of its cells, each of two bytes, and its cells, each of an id
/// of eight bytes and four 32-bit floats; all numbers big-endian.
struct PackedRTree {
    /// A feature and its box, rounded outward to 32 bits.
    struct Entry {
        var id: Int64
        var minX: Float
        var maxX: Float
        var minY: Float
        var maxY: Float

        init(id: Int64, _ box: GeoPackageBox) {
            self.id = id
            minX = Self.down(box.minX)
            maxX = Self.up(box.maxX)
            minY = Self.down(box.minY)
            maxY = Self.up(box.maxY)
        }

        /// As `rtreeValueDown` of SQLite, to the bit: `rtreecheck` and later deletions look for the same numbers.
        private static func down(_ value: Double) -> Float {
            let near = Float(value)
            return Double(near) > value ? Float(value * (value < 0 ? away : towards)) : near
        }

        /// As `rtreeValueUp`.
        private static func up(_ value: Double) -> Float {
            let near = Float(value)
            return Double(near) < value ? Float(value * (value < 0 ? towards : away)) : near
        }

        private static let towards = 1 - 1.0 / 8_388_608
        private static let away = 1 + 1.0 / 8_388_608
    }

    /// A level of the tree, its cells in the order of their nodes.
    private struct Level {
        var cells: [Entry]
        /// Where the cells of each node begin, and the end of the last.
        var starts: [Int]
        /// The number of the level's first node.
        var firstNode: Int
        var nodeCount: Int { starts.count - 1 }
    }

    /// From the leaves to the root.
    private var levels: [Level] = []
    private let nodeSize: Int
    /// The number of the leaf that each entry is in.
    private(set) var leafOfEntry: [Int32]

    private static let cellSize = 24
    /// Nodes are left with some room, so that the first changes do not split them all.
    private static let fill = 0.9

    /// - Parameter nodeSize: in bytes, as the module has chosen it for the database.
    init(_ entries: [Entry], nodeSize: Int) {
        self.nodeSize = nodeSize
        let capacity = (nodeSize - 4) / Self.cellSize
        let perNode = max(2, Int(Double(capacity) * Self.fill))
        let order = Self.hilbertOrder(entries)
        leafOfEntry = [Int32](repeating: 1, count: entries.count)
        var cells = order.map { entries[Int($0)] }
        repeat {
            let nodes = cells.count <= capacity ? 1 : (cells.count + perNode - 1) / perNode
            // Evenly: no node is left with less than the third that the module wants.
            let starts = (0...nodes).map { $0 * cells.count / nodes }
            levels.append(Level(cells: cells, starts: starts, firstNode: 0))
            cells =
                nodes == 1
                ? [] : (0..<nodes).map { Self.cover(levels[levels.count - 1].cells, starts[$0]..<starts[$0 + 1]) }
        } while !cells.isEmpty
        // The root is 1; the others follow level by level, the upper ones first.
        var next = 1
        for k in levels.indices.reversed() {
            levels[k].firstNode = next
            next += levels[k].nodeCount
        }
        for k in levels.indices.dropFirst() {
            for i in levels[k].cells.indices { levels[k].cells[i].id = Int64(levels[k - 1].firstNode + i) }
        }
        let leaves = levels[0]
        for node in 0..<leaves.nodeCount {
            for i in leaves.starts[node]..<leaves.starts[node + 1] {
                leafOfEntry[Int(order[i])] = Int32(leaves.firstNode + node)
            }
        }
    }

    /// Runs `body` with each node, its bytes and the node above it, in the order of their numbers.
    func forEachNode(
        _ body: (_ number: Int64, _ bytes: UnsafeRawBufferPointer, _ parent: Int64?) throws(GDALError) -> Void
    ) throws(GDALError) {
        var bytes = [UInt8](repeating: 0, count: nodeSize)
        for k in levels.indices.reversed() {
            let level = levels[k]
            let isRoot = k == levels.count - 1
            var above = 0
            for node in 0..<level.nodeCount {
                let range = level.starts[node]..<level.starts[node + 1]
                bytes.withUnsafeMutableBytes { bytes in
                    Self.write(level.cells[range], depth: isRoot ? levels.count - 1 : 0, to: bytes)
                }
                var parent: Int64?
                if !isRoot {
                    while levels[k + 1].starts[above + 1] <= node { above += 1 }
                    parent = Int64(levels[k + 1].firstNode + above)
                }
                let number = Int64(level.firstNode + node)
                let failure: GDALError? = bytes.withUnsafeBytes { bytes in
                    do throws(GDALError) { try body(number, bytes, parent) } catch { return error }
                    return nil
                }
                if let failure { throw failure }
            }
        }
    }

    private static func write(_ cells: ArraySlice<Entry>, depth: Int, to bytes: UnsafeMutableRawBufferPointer) {
        bytes.storeBytes(of: UInt16(depth).bigEndian, as: UInt16.self)
        bytes.storeBytes(of: UInt16(cells.count).bigEndian, toByteOffset: 2, as: UInt16.self)
        var at = 4
        for cell in cells {
            bytes.storeBytes(of: cell.id.bigEndian, toByteOffset: at, as: Int64.self)
            for (i, number) in [cell.minX, cell.maxX, cell.minY, cell.maxY].enumerated() {
                bytes.storeBytes(of: number.bitPattern.bigEndian, toByteOffset: at + 8 + 4 * i, as: UInt32.self)
            }
            at += cellSize
        }
        for i in at..<bytes.count { bytes[i] = 0 }
    }

    private static func cover(_ cells: [Entry], _ range: Range<Int>) -> Entry {
        var all = cells[range.lowerBound]
        for cell in cells[range] {
            (all.minX, all.maxX) = (min(all.minX, cell.minX), max(all.maxX, cell.maxX))
            (all.minY, all.maxY) = (min(all.minY, cell.minY), max(all.maxY, cell.maxY))
        }
        return all
    }

    // MARK: - Order

    /// The entries along a Hilbert curve of 2¹⁶ × 2¹⁶ cells through their middles.
    private static func hilbertOrder(_ entries: [Entry]) -> [Int32] {
        guard let first = entries.first else { return [] }
        var (minX, maxX, minY, maxY) = (first.minX, first.maxX, first.minY, first.maxY)
        for entry in entries {
            (minX, maxX) = (min(minX, entry.minX), max(maxX, entry.maxX))
            (minY, maxY) = (min(minY, entry.minY), max(maxY, entry.maxY))
        }
        func scale(_ low: Float, _ high: Float) -> Double { high > low ? 65535 / (Double(high) - Double(low)) : 0 }
        let (scaleX, scaleY) = (scale(minX, maxX), scale(minY, maxY))
        func step(_ a: Float, _ b: Float, _ low: Float, _ scale: Double) -> UInt32 {
            let middle = ((Double(a) + Double(b)) / 2 - Double(low)) * scale
            // Infinite boxes go anywhere.
            return middle.isFinite ? UInt32(min(65535, max(0, middle))) : 0
        }
        var keys: [UInt64] = []
        keys.reserveCapacity(entries.count)
        for (i, entry) in entries.enumerated() {
            let place = hilbert(
                step(entry.minX, entry.maxX, minX, scaleX), step(entry.minY, entry.maxY, minY, scaleY))
            keys.append(UInt64(place) << 32 | UInt64(i))
        }
        keys.sort()
        return keys.map { Int32(truncatingIfNeeded: $0 & 0xFFFF_FFFF) }
    }

    /// The place of a cell on the curve.
    private static func hilbert(_ x: UInt32, _ y: UInt32) -> UInt32 {
        var (x, y) = (x, y)
        var place: UInt32 = 0
        var side: UInt32 = 1 << 15
        while side > 0 {
            let right: UInt32 = x & side != 0 ? 1 : 0
            let upper: UInt32 = y & side != 0 ? 1 : 0
            place += side &* side &* (3 &* right ^ upper)
            if upper == 0 {
                if right == 1 { (x, y) = (65535 - x, 65535 - y) }
                (x, y) = (y, x)
            }
            side >>= 1
        }
        return place
    }
}
