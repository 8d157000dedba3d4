import Cadastre
import PlanarCoverage

/// One parcel of one drawing.
struct DrawnParcel {
    /// A face of the drawing.
    var face: Int32
    var number: String?
    var area: LabelArea?
    var landUse: String?
    /// The texts of its labels, in the order number, area, land use.
    var labelText: String = ""
}

/// The parcels of one drawing: which faces are parcels, and what their labels say.
struct DrawnParcels {
    private(set) var parcels: [DrawnParcel] = []
    /// Their parties are places in `parcels`.
    private(set) var faults: [DrawnFault] = []
    /// Faces that are no parcels: streets, water, unmapped ground.
    private(set) var groundFaces = 0
    private(set) var labelTexts = 0
    private(set) var labelTextsAssigned = 0
    private let sheet: Int
    private let grid: Grid

    /// A face without a label is ground that nobody labels when it is so many times larger than the parcels around it.
    /// See the rule of holes in the engine.
    private static let largestUnlabelled = 3.0

    init(
        _ drawing: Drawing, _ strings: DrawnTexts, _ roles: LevelRoles, _ faces: LineFaces, grid: Grid, sheet: Int,
        coordinateStepMetres: Double
    ) {
        self.sheet = sheet
        self.grid = grid
        let locator = FaceLocator(faces.rings, on: grid)
        let texts = LabelTexts(drawing, strings, roles, locator)
        let leaders = DrawnParcels.leaders(drawing, roles)
        let groups = LabelGroups(
            texts, textGroups: drawing.texts.map(\.group), leaders: leaders, locator: locator
        ).groups
        labelTexts = texts.texts.count + texts.piled
        var ofFace: [Int32: [Int]] = [:]
        for (k, group) in groups.enumerated() {
            if group.face >= 0 {
                ofFace[group.face, default: []].append(k)
                labelTextsAssigned += group.texts.count
            } else {
                addOrphan(group, texts, strings, drawing)
            }
        }
        let areas = faces.doubledAreas.map { grid.squareMetres(doubled: $0) }
        let isNumbered = (0..<Int32(faces.rings.parcelCount)).map { face in
            ofFace[face]?.contains { groups[$0].label.number != nil } ?? false
        }
        let ground = groundFaces(faces, areas, isNumbered, ofFace)
        groundFaces = ground.count
        for face in 0..<Int32(faces.rings.parcelCount) where !ground.contains(face) {
            let labels = (ofFace[face] ?? []).map { groups[$0] }
            add(face, labels, texts, strings, faces, areas[Int(face)], coordinateStepMetres)
        }
        addUnreadable(texts, strings, drawing)
    }

    private mutating func add(
        _ face: Int32, _ labels: [LabelGroup], _ texts: LabelTexts, _ strings: DrawnTexts, _ faces: LineFaces,
        _ area: Double, _ step: Double
    ) {
        let row = Int32(parcels.count)
        var parcel = DrawnParcel(face: face)
        parcel.labelText = labels.map { text(of: $0, texts, strings) }.joined(separator: "; ")
        let numbered = labels.filter { $0.label.number != nil }
        if numbered.count > 1 {
            // Which one it is nobody can say: an unclosed boundary, or two parcels that became one.
            faults.append(
                DrawnFault(
                    .severalLabels(numbered.map { text(of: $0, texts, strings) }), sheet: sheet,
                    at: place(numbered[0]), parcels: [row]))
        } else {
            let label = numbered.first ?? labels.first
            parcel.number = label?.label.number
            parcel.area = label?.label.area ?? labels.compactMap { $0.label.area }.first
            parcel.landUse = label?.landUse ?? labels.compactMap { $0.landUse }.first
        }
        parcels.append(parcel)
        if numbered.isEmpty {
            let at = innerPoint(face, faces)
            faults.append(
                DrawnFault(.unlabelled(hasOtherParts: !labels.isEmpty), sheet: sheet, at: at, parcels: [row]))
        }
        if let written = parcel.area {
            // Rounding of the label, of the corners to the step of the drawing, and what lies between doubled lines.
            let outline = faces.rings.perimeter(ofParcel: Int(face)) / grid.unitsPerMetre
            let doubt = grid.squareMetres(doubled: faces.doubledDoubts[Int(face)])
            let limit = written.rounding + 0.5 * step * outline + doubt
            if abs(written.squareMetres - area) > limit {
                faults.append(
                    DrawnFault(
                        .labelArea(label: written.squareMetres, drawn: area, limit: limit), sheet: sheet,
                        at: innerPoint(face, faces), parcels: [row]))
            }
        }
    }

    private func innerPoint(_ face: Int32, _ faces: LineFaces) -> GridPoint {
        if let inner = faces.rings.innerPoint(ofParcel: Int(face)) {
            return GridPoint(x: Int32(inner.unitsX.rounded()), y: Int32(inner.unitsY.rounded()))
        }
        return faces.rings.points[faces.rings.points(ofParcel: Int(face)).lowerBound]
    }

    private func place(_ group: LabelGroup) -> GridPoint {
        grid.point(x: group.x, y: group.y) ?? GridPoint(x: 0, y: 0)
    }

    private func text(of group: LabelGroup, _ texts: LabelTexts, _ strings: DrawnTexts) -> String {
        func rank(_ i: Int) -> Int {
            let text = texts.texts[i]
            return text.label.number != nil ? 0 : text.label.area != nil ? 1 : text.isLegal ? 3 : 2
        }
        return group.texts.sorted { (rank($0), $0) < (rank($1), $1) }
            .map {
                strings.strings[Int(texts.texts[$0].text)].split(whereSeparator: \.isWhitespace).joined(separator: " ")
            }
            .joined(separator: " ")
    }

    private mutating func addOrphan(
        _ group: LabelGroup, _ texts: LabelTexts, _ strings: DrawnTexts, _ drawing: Drawing
    ) {
        let element = drawing.texts[Int(texts.texts[group.texts[0]].text)].element
        faults.append(
            DrawnFault(
                .orphanLabel(text(of: group, texts, strings)), sheet: sheet, at: place(group), element: element))
    }

    private mutating func addUnreadable(_ texts: LabelTexts, _ strings: DrawnTexts, _ drawing: Drawing) {
        let rowOfFace = Dictionary(uniqueKeysWithValues: parcels.enumerated().map { ($1.face, Int32($0)) })
        var unread = Set<Int32>()
        for text in texts.texts where !text.isWhole {
            guard let at = grid.point(x: text.x, y: text.y) else { continue }
            let row = rowOfFace[text.face]
            if let row { unread.insert(row) }
            faults.append(
                DrawnFault(
                    .unreadableLabel(strings.strings[Int(text.text)]), sheet: sheet, at: at,
                    parcels: row.map { [$0] } ?? [], element: drawing.texts[Int(text.text)].element))
        }
        // A parcel whose number cannot be read has one: that is said, and not that there is none.
        faults.removeAll { fault in
            if case .unlabelled = fault.kind { return fault.parcels.contains { unread.contains($0) } }
            return false
        }
        if texts.piled > 0, let at = texts.texts.first.flatMap({ grid.point(x: $0.x, y: $0.y) }) {
            faults.append(DrawnFault(.piledTexts(count: texts.piled), sheet: sheet, at: at))
        }
    }

    /// Faces without a number that are too large for a parcel whose label was forgotten.
    private func groundFaces(
        _ faces: LineFaces, _ areas: [Double], _ isNumbered: [Bool], _ ofFace: [Int32: [Int]]
    ) -> Set<Int32> {
        let open = isNumbered.indices.filter { !isNumbered[$0] && ofFace[Int32($0)] == nil }
        let numbered = isNumbered.indices.filter { isNumbered[$0] }
        if open.isEmpty || numbered.isEmpty { return [] }
        let median = numbered.map { areas[$0] }.sorted()[numbered.count / 2]
        let around = faces.rings.areasAround(open.map { Int32($0) }, areas: areas, counting: isNumbered)
        return Set(
            zip(open, around).filter { face, around in
                areas[face] > DrawnParcels.largestUnlabelled * (around ?? median)
            }.map { Int32($0.0) })
    }

    private static func leaders(_ drawing: Drawing, _ roles: LevelRoles) -> [LeaderLine] {
        (0..<drawing.chainCount).compactMap { c in
            guard roles.label[Int(drawing.chainLevel[c])] != nil, !drawing.isClosed(chain: c) else { return nil }
            let range = drawing.vertices(ofChain: c)
            let (a, b) = (range.lowerBound, range.upperBound - 1)
            return LeaderLine(first: (drawing.xs[a], drawing.ys[a]), last: (drawing.xs[b], drawing.ys[b]))
        }
    }
}
