import Cadastre
import Foundation
import PlanarCoverage

/// Texts that together are the label of one parcel.
struct LabelGroup {
    /// Indices of the label texts.
    var texts: [Int] = []
    var label = ParcelLabel()
    /// The land use that only the papers tell.
    var legalLandUse: String?
    /// Where the label means to be, in metres: the middle of its number and area, or the tip of its leader line.
    var x = 0.0
    var y = 0.0
    /// The face there; -1 for none.
    var face: Int32 = -1
    var isLed = false

    var landUse: String? { label.landUse ?? legalLandUse }
}

/// Puts number, area and land use together to labels.
///
/// In a face with one of each they belong together. Elsewhere, as in narrow lots whose texts reach into their neighbours,
/// a number takes the nearest area and land use that nobody else is nearer to.
struct LabelGroups {
    var groups: [LabelGroup] = []
    let all: [LabelText]

    /// How far, in heights of the text, the parts of a label stand from each other at most.
    private static let reachInHeights = 5.0

    init(_ texts: LabelTexts, textGroups: [Int32], leaders: [LeaderLine], locator: FaceLocator) {
        all = texts.texts
        var pieces = pieces(textGroups)
        readStackedNumbers(&pieces)
        joinPieces(pieces)
        for k in groups.indices { place(k, locator) }
        follow(leaders, locator)
        groups.sort { ($0.face, $0.x, $0.y) < ($1.face, $1.x, $1.y) }
    }

    /// What belongs together by the drawing itself: the lines of a text node, the texts of a cell.
    private func pieces(_ textGroups: [Int32]) -> [LabelGroup] {
        var pieces: [LabelGroup] = []
        var pieceOfNode: [Int32: Int] = [:]
        for i in all.indices where !all[i].label.isEmpty {
            let node = textGroups[Int(all[i].text)]
            if node >= 0, let k = pieceOfNode[node], pieces[k].takes(all[i]) {
                pieces[k].add(i, all[i])
                continue
            }
            var piece = LabelGroup()
            piece.add(i, all[i])
            if node >= 0 { pieceOfNode[node] = pieces.count }
            pieces.append(piece)
        }
        return pieces
    }

    /// Two whole numbers in one face, one above the other and none of them an area: the lower one is the area.
    private func readStackedNumbers(_ pieces: inout [LabelGroup]) {
        var ofFace: [Int32: [Int]] = [:]
        for (k, piece) in pieces.enumerated() where all[piece.texts[0]].face >= 0 {
            ofFace[all[piece.texts[0]].face, default: []].append(k)
        }
        for members in ofFace.values where !members.contains(where: { pieces[$0].label.area != nil }) {
            let numbers = members.filter { pieces[$0].label.number != nil }
            guard numbers.count == 2 else { continue }
            let (first, second) = (all[pieces[numbers[0]].texts[0]], all[pieces[numbers[1]].texts[0]])
            let (c, s) = first.angleRadians.cosineAndSine
            let along = (second.x - first.x) * c + (second.y - first.y) * s
            let up = (second.y - first.y) * c - (second.x - first.x) * s
            guard abs(along) < 2 * first.heightMetres, abs(up) > 0.6 * first.heightMetres,
                abs(up) < 3.5 * first.heightMetres
            else { continue }
            let lower = numbers[up < 0 ? 1 : 0]
            if let area = pieces[lower].label.number.flatMap({ LabelArea($0) }) {
                pieces[lower].label = ParcelLabel(area: area, landUse: pieces[lower].label.landUse)
            }
        }
    }

    private mutating func joinPieces(_ drawn: [LabelGroup]) {
        var pieces = drawn
        var ofFace: [Int32: [Int]] = [:]
        for (k, piece) in pieces.enumerated() { ofFace[all[piece.texts[0]].face, default: []].append(k) }
        let hasAreas = pieces.contains { $0.label.area != nil }
        let hasUses = pieces.contains { $0.label.landUse != nil }
        let hasLegalUses = pieces.contains { $0.legalLandUse != nil }
        var pool: [Int] = []
        for (face, members) in ofFace.sorted(by: { $0.key < $1.key }) {
            let numbers = members.count { pieces[$0].label.number != nil }
            let areas = members.count { pieces[$0].label.area != nil }
            let uses = members.count { pieces[$0].label.landUse != nil }
            let legal = members.count { pieces[$0].legalLandUse != nil }
            guard face >= 0, numbers == 1, areas == (hasAreas ? 1 : 0), uses <= 1, legal <= 1 else {
                pool += members
                continue
            }
            // The number goes first: it says where the label is.
            let ordered = members.sorted { pieces[$0].label.number != nil && pieces[$1].label.number == nil }
            let whole = ordered.dropFirst().reduce(into: pieces[ordered[0]]) { $0.join(pieces[$1]) }
            if (hasUses && uses == 0) || (hasLegalUses && legal == 0) {
                // Its land use may stand across a line.
                pool.append(pieces.count)
                pieces.append(whole)
            } else {
                groups.append(whole)
            }
        }
        joinNearest(pool, pieces)
    }

    private mutating func joinNearest(_ pool: [Int], _ pieces: [LabelGroup]) {
        var numbers = pool.filter { pieces[$0].label.number != nil }
        var joined = Dictionary(uniqueKeysWithValues: numbers.map { ($0, pieces[$0]) })
        var taken = Set<Int>()
        let parts: [(LabelGroup) -> Bool] = [
            { $0.label.area != nil }, { $0.label.landUse != nil }, { $0.legalLandUse != nil },
        ]
        for has in parts {
            let open = numbers.filter { !has(joined[$0] ?? pieces[$0]) }
            let free = pool.filter { pieces[$0].label.number == nil && has(pieces[$0]) && !taken.contains($0) }
            for (number, part) in nearestPairs(open, free, pieces) {
                joined[number]?.join(pieces[part])
                taken.insert(part)
            }
        }
        numbers.sort()
        groups += numbers.compactMap { joined[$0] }
        // What no number takes: parts of one face are one label without a number.
        var left: [Int32: LabelGroup] = [:]
        for k in pool where pieces[k].label.number == nil && !taken.contains(k) {
            let face = all[pieces[k].texts[0]].face
            if face >= 0, let known = left[face], known.canJoin(pieces[k]) {
                left[face]?.join(pieces[k])
            } else if face >= 0, left[face] == nil {
                left[face] = pieces[k]
            } else {
                groups.append(pieces[k])
            }
        }
        groups += left.sorted { $0.key < $1.key }.map(\.value)
    }

    /// Pairs of a number and a part, the nearest first; each of both once.
    private func nearestPairs(_ numbers: [Int], _ parts: [Int], _ pieces: [LabelGroup]) -> [(Int, Int)] {
        guard !numbers.isEmpty, !parts.isEmpty else { return [] }
        let highest = numbers.map { all[pieces[$0].texts[0]].heightMetres }.max() ?? 0
        let cell = max(0.01, highest * LabelGroups.reachInHeights)
        struct Cell: Hashable {
            var x: Int
            var y: Int
        }
        func key(_ t: LabelText) -> Cell {
            Cell(x: Int((t.x / cell).rounded(.down)), y: Int((t.y / cell).rounded(.down)))
        }
        var byCell: [Cell: [Int]] = [:]
        for part in parts { byCell[key(all[pieces[part].texts[0]]), default: []].append(part) }
        var pairs: [(distance: Double, number: Int, part: Int)] = []
        for number in numbers {
            let text = all[pieces[number].texts[0]]
            let home = key(text)
            for dx in -1...1 {
                for dy in -1...1 {
                    for part in byCell[Cell(x: home.x + dx, y: home.y + dy)] ?? [] {
                        let other = all[pieces[part].texts[0]]
                        var distance = hypot(other.x - text.x, other.y - text.y)
                        if distance > text.heightMetres * LabelGroups.reachInHeights { continue }
                        // A part in the same face is nearer than one across a line.
                        if other.face != text.face { distance += text.heightMetres }
                        pairs.append((distance, number, part))
                    }
                }
            }
        }
        pairs.sort { ($0.distance, $0.number, $0.part) < ($1.distance, $1.number, $1.part) }
        var used = Set<Int>()
        var result: [(Int, Int)] = []
        for pair in pairs where !used.contains(pair.number) && !used.contains(pair.part) {
            used.insert(pair.number)
            used.insert(pair.part)
            result.append((pair.number, pair.part))
        }
        return result
    }

    private mutating func place(_ k: Int, _ locator: FaceLocator) {
        let texts = groups[k].texts.map { all[$0] }
        var main = texts.filter { $0.label.number != nil || $0.label.area != nil }
        if main.isEmpty { main = texts }
        groups[k].x = main.reduce(0) { $0 + $1.x } / Double(main.count)
        groups[k].y = main.reduce(0) { $0 + $1.y } / Double(main.count)
        if Set(texts.map(\.face)).count == 1 {
            groups[k].face = texts[0].face
        } else {
            groups[k].face = locator.face(atX: groups[k].x, y: groups[k].y) ?? texts[0].face
        }
    }
}

extension LabelGroup {
    /// Whether a text says nothing that the group says already.
    func takes(_ text: LabelText) -> Bool {
        (text.label.number == nil || label.number == nil) && (text.label.area == nil || label.area == nil)
            && (text.label.landUse == nil || (text.isLegal ? legalLandUse : label.landUse) == nil)
    }

    func canJoin(_ other: LabelGroup) -> Bool {
        (other.label.number == nil || label.number == nil) && (other.label.area == nil || label.area == nil)
            && (other.label.landUse == nil || label.landUse == nil)
            && (other.legalLandUse == nil || legalLandUse == nil)
    }

    mutating func add(_ i: Int, _ text: LabelText) {
        texts.append(i)
        label.number = label.number ?? text.label.number
        label.area = label.area ?? text.label.area
        if text.isLegal {
            legalLandUse = legalLandUse ?? text.label.landUse
        } else {
            label.landUse = label.landUse ?? text.label.landUse
        }
    }

    mutating func join(_ other: LabelGroup) {
        texts += other.texts
        label.number = label.number ?? other.label.number
        label.area = label.area ?? other.label.area
        label.landUse = label.landUse ?? other.label.landUse
        legalLandUse = legalLandUse ?? other.legalLandUse
    }
}

extension Double {
    /// Of an angle in radians.
    var cosineAndSine: (Double, Double) { self == 0 ? (1, 0) : (cos(self), sin(self)) }
}
