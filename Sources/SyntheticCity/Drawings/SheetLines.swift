/// The lines of one sheet: every edge of its parcels once, as lines that run from node to node at one level.
struct SheetLines {
    private struct Edge {
        var from: CityPoint
        var to: CityPoint
        var level: UInt8
        var lots: (Int?, Int?)
        var isDrawn = false
    }

    private var edges: [Edge] = []
    /// The edges at each point.
    private var atPoint: [CityPoint: [Int]] = [:]

    /// - Parameter numbers: the lots of the sheet.
    init(of numbers: [Int], _ lots: DraftedLots, _ ground: SheetGround) {
        var seen: Set<LotEdge> = []
        for number in numbers {
            for ring in lots.lots[number].rings {
                var last = ring[ring.count - 1]
                for point in ring {
                    let edge = LotEdge(last, point)
                    if seen.insert(edge).inserted {
                        let other = lots.neighbour(of: number, across: edge)
                        atPoint[last, default: []].append(edges.count)
                        atPoint[point, default: []].append(edges.count)
                        edges.append(
                            Edge(
                                from: last, to: point, level: ground.level(of: edge, lots), lots: (number, other)))
                    }
                    last = point
                }
            }
        }
    }

    /// How many edges of the sheet meet in a point.
    func degree(_ point: CityPoint) -> Int { atPoint[point]?.count ?? 0 }

    /// Whether lines end here: where not two edges of one level meet.
    private func isNode(_ point: CityPoint) -> Bool {
        guard let here = atPoint[point], here.count == 2 else { return true }
        return edges[here[0]].level != edges[here[1]].level
    }

    /// The lines, in the order of their first edges.
    mutating func lines() -> [DrawnLine] {
        var lines: [DrawnLine] = []
        // Lines between nodes first, then rings that have none.
        for nodesOnly in [true, false] {
            for k in edges.indices where !edges[k].isDrawn {
                if nodesOnly, !isNode(edges[k].from), !isNode(edges[k].to) { continue }
                let isBackward = nodesOnly && !isNode(edges[k].from)
                lines.append(trace(k, from: isBackward ? edges[k].to : edges[k].from))
            }
        }
        return lines
    }

    private mutating func trace(_ first: Int, from start: CityPoint) -> DrawnLine {
        var line = DrawnLine(points: [start], level: edges[first].level)
        line.lots = edges[first].lots
        var k = first
        var at = start
        while true {
            edges[k].isDrawn = true
            at = edges[k].from == at ? edges[k].to : edges[k].from
            line.points.append(at)
            if at == start || isNode(at) { return line }
            guard let next = atPoint[at]?.first(where: { !edges[$0].isDrawn }) else { return line }
            k = next
        }
    }

    /// The stretches of the ward's outline that are edges of the sheet.
    func wardLines(_ outline: [CityPoint], _ lots: DraftedLots, _ numbers: Set<Int>) -> [DrawnLine] {
        var lines: [DrawnLine] = []
        var line: [CityPoint] = []
        func isOwn(_ a: CityPoint, _ b: CityPoint) -> Bool {
            lots.sides[LotEdge(a, b)].map { numbers.contains($0.first) } ?? false
        }
        for k in outline.indices {
            let (a, b) = (outline[k], outline[(k + 1) % outline.count])
            if isOwn(a, b) {
                if line.isEmpty { line = [a] }
                line.append(b)
            } else if !line.isEmpty {
                lines.append(DrawnLine(points: line, level: SheetLevel.wardLine))
                line = []
            }
        }
        if !line.isEmpty { lines.append(DrawnLine(points: line, level: SheetLevel.wardLine)) }
        return lines
    }
}
