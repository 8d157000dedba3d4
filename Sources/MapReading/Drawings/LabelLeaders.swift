import Cadastre
import Foundation
import PlanarCoverage

/// The ends of a line on a level of labels.
struct LeaderLine {
    var first: (x: Double, y: Double)
    var last: (x: Double, y: Double)
}

extension LabelGroups {
    /// How far from a text, in its heights, a line ends that belongs to it.
    private static let touchInHeights = 1.6
    /// How far from the end of a fraction's line a leader line begins that is joined to it.
    private static let joinInHeights = 0.3

    /// A line that begins at a label and ends away from it says where the label belongs.
    mutating func follow(_ leaders: [LeaderLine], _ locator: FaceLocator) {
        guard !leaders.isEmpty, !groups.isEmpty else { return }
        struct Cell: Hashable {
            var x: Int
            var y: Int
        }
        let cell = max(0.5, 6 * (all.map(\.heightMetres).max() ?? 1))
        func key(_ x: Double, _ y: Double) -> Cell {
            Cell(x: Int((x / cell).rounded(.down)), y: Int((y / cell).rounded(.down)))
        }
        var byCell: [Cell: [Int]] = [:]
        for i in all.indices { byCell[key(all[i].x, all[i].y), default: []].append(i) }
        var groupOf: [Int: Int] = [:]
        for k in groups.indices where groups[k].label.number != nil {
            for text in groups[k].texts { groupOf[text] = k }
        }
        /// The texts that begin or end at a place, the nearest first; those too that nobody can read.
        func texts(at place: (x: Double, y: Double)) -> [Int] {
            let home = key(place.x, place.y)
            var found: [(heights: Double, text: Int)] = []
            for dx in -1...1 {
                for dy in -1...1 {
                    for i in byCell[Cell(x: home.x + dx, y: home.y + dy)] ?? [] {
                        let heights = all[i].distance(place.x, place.y) / max(0.01, all[i].heightMetres)
                        if heights <= LabelGroups.touchInHeights { found.append((heights, i)) }
                    }
                }
            }
            return found.sorted { ($0.heights, $0.text) < ($1.heights, $1.text) }.map(\.text)
        }
        // The line of a fraction begins and ends at one label; all others may be leader lines.
        var barEnds: [(x: Double, y: Double, reach: Double)] = []
        var others: [(line: LeaderLine, first: [Int], last: [Int])] = []
        for line in leaders {
            let (first, last) = (texts(at: line.first), texts(at: line.last))
            let labels = Set(first.compactMap { groupOf[$0] })
            if let own = first.first(where: { last.contains($0) })
                ?? last.first(where: { groupOf[$0].map(labels.contains) ?? false })
            {
                let reach = LabelGroups.joinInHeights * all[own].heightMetres
                barEnds += [(line.first.x, line.first.y, reach), (line.last.x, line.last.y, reach)]
            } else if !first.isEmpty || !last.isEmpty {
                others.append((line, first, last))
            }
        }
        let places = BarEnds(barEnds)
        for (line, first, last) in others {
            // Where both ends lie near labels, the one that is joined to a fraction's line is the beginning.
            let fromLast = first.isEmpty || (!last.isEmpty && places.join(line.last) && !places.join(line.first))
            for (near, tip) in fromLast
                ? [(last, line.first), (first, line.last)] : [(first, line.last), (last, line.first)]
            {
                guard let k = near.lazy.compactMap({ groupOf[$0] }).first, !groups[k].isLed,
                    let face = locator.face(atX: tip.x, y: tip.y)
                else { continue }
                groups[k].isLed = true
                groups[k].face = face
                (groups[k].x, groups[k].y) = tip
                break
            }
        }
    }
}

/// The ends of the lines of fractions, by cells of a metre.
private struct BarEnds {
    private struct Cell: Hashable {
        var x: Int
        var y: Int
    }

    private var ends: [Cell: [(x: Double, y: Double, reach: Double)]] = [:]

    init(_ places: [(x: Double, y: Double, reach: Double)]) {
        for place in places { ends[BarEnds.cell(place.x, place.y), default: []].append(place) }
    }

    private static func cell(_ x: Double, _ y: Double) -> Cell {
        Cell(x: Int(x.rounded(.down)), y: Int(y.rounded(.down)))
    }

    /// Whether a place is the end of one, but for a little.
    func join(_ place: (x: Double, y: Double)) -> Bool {
        let home = BarEnds.cell(place.x, place.y)
        for dx in -1...1 {
            for dy in -1...1 {
                for end in ends[Cell(x: home.x + dx, y: home.y + dy)] ?? []
                where hypot(end.x - place.x, end.y - place.y) <= end.reach { return true }
            }
        }
        return false
    }
}
