/// The boxes that stand on a page already, found by place.
struct PlacedBoxes: Sendable {
    private let cell: Double
    private let columns: Int
    private let rows: Int
    private var cells: [[Int32]]
    private(set) var boxes: [LabelBox] = []

    /// - Parameters:
    ///   - width: of the page in millimetres.
    ///   - cell: the side of the cells that boxes are entered in.
    init(width: Double, height: Double, cell: Double = 6) {
        self.cell = cell
        columns = max(1, Int(width / cell) + 1)
        rows = max(1, Int(height / cell) + 1)
        cells = Array(repeating: [], count: columns * rows)
    }

    private func range(_ box: LabelBox) -> (ClosedRange<Int>, ClosedRange<Int>) {
        let reach = box.reach
        func clamp(_ v: Double, _ most: Int) -> Int { max(0, min(most - 1, Int(max(-1, min(v / cell, 1e6))))) }
        return (
            clamp(box.x - reach.x, columns)...clamp(box.x + reach.x, columns),
            clamp(box.y - reach.y, rows)...clamp(box.y + reach.y, rows)
        )
    }

    mutating func add(_ box: LabelBox) {
        let id = Int32(boxes.count)
        boxes.append(box)
        let (xs, ys) = range(box)
        for y in ys { for x in xs { cells[y * columns + x].append(id) } }
    }

    func meet(_ box: LabelBox) -> Bool {
        let (xs, ys) = range(box)
        for y in ys {
            for x in xs {
                for id in cells[y * columns + x] where boxes[Int(id)].overlaps(box) { return true }
            }
        }
        return false
    }

    /// How many of them share ground with a box, but not more than `most`.
    func count(meeting box: LabelBox, upTo most: Int) -> Int {
        let (xs, ys) = range(box)
        var met: Set<Int32> = []
        for y in ys {
            for x in xs {
                for id in cells[y * columns + x] where boxes[Int(id)].overlaps(box) {
                    met.insert(id)
                    if met.count >= most { return most }
                }
            }
        }
        return met.count
    }
}
