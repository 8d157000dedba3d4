import Cadastre
import PlanarCoverage

extension CheckRun {
    /// Unknown ward codes; with outlines, parcels in another ward than they name and parcels across the ward line.
    mutating func checkWards(_ phase: (String) -> Void) throws {
        checkWardCodes()
        guard let wards else { return }
        phase("wards")
        var outlineOf: [Int32: Int32] = [:]
        if columns.hasWard {
            for (k, code) in wards.codes.enumerated() {
                for id in 0..<Int32(columns.texts.count) where columns.texts[TextID(rawValue: id)] == code {
                    outlineOf[id] = Int32(k)
                }
            }
        }
        var locator = OutlineLocator(wards.rings)
        var borderParcels = 0
        var crossing: [DefectDraft] = []
        for i in 0..<ownCount where !coverage.traits[i].contains(.withoutRings) {
            var box = GridBox.nothing
            for p in coverage.rings.points[coverage.rings.points(ofParcel: i)] { box.join(p) }
            let named = columns.hasWard && columns.ward[i] != .none ? outlineOf[columns.ward[i].rawValue] : nil
            if let located = locator.outline(holding: box) {
                if let named, named != located { addWrongWard(i, located, wards) }
                continue
            }
            borderParcels += 1
            let pieces = try locator.pieces(ofParcel: i, in: coverage.rings)
            guard let home = located(pieces, named) else { continue }
            if let named, named != home { addWrongWard(i, home, wards) }
            let outside = pieces.filter { !$0.outlines.contains(home) }
            let widths = outside.map(\.width)
            guard let k = widths.indices.max(by: { widths[$0] < widths[$1] }) else { continue }
            if widths[k] / grid.unitsPerMetre <= settings.wardToleranceMetres {
                outcome.crossingBelowWardTolerance += 1
            } else {
                crossing.append(outsideWard(i, outside, (outside[k], widths[k]), wards.codes[Int(home)]))
            }
        }
        let crossings = outcome.crossingBelowWardTolerance + crossing.count
        drafts += crossing
        if borderParcels > 20 && Double(crossings) > 0.05 * Double(borderParcels) {
            add(
                .outsideWard, parcels: [],
                detail: .coarseOutline(percent: 100 * Double(crossings) / Double(borderParcels)))
        }
    }

    private mutating func checkWardCodes() {
        guard columns.hasWard else { return }
        let outlines = Set(wards?.codes ?? [])
        let isKnown = (0..<Int32(columns.texts.count)).map { id -> Bool in
            let text = columns.texts[TextID(rawValue: id)] ?? ""
            if outlines.contains(text) { return true }
            if case .unlisted = WardList.read(text) { return false }
            return true
        }
        let unknown = (0..<ownCount).filter {
            columns.ward[$0] == .none || !isKnown[Int(columns.ward[$0].rawValue)]
        }
        if 2 * unknown.count > ownCount && ownCount > (view == nil ? 1 : 100) {
            // The whole map uses another list of codes: one finding for each code, not one for each parcel.
            for code in Set(unknown.map { columns.wardCode(ofParcel: $0) ?? "" }).sorted() {
                add(.unknownWard, parcels: [], detail: .value(code, expected: ""))
                drafts[drafts.count - 1].ward = code
            }
        } else {
            for i in unknown {
                let code = columns.wardCode(ofParcel: i) ?? ""
                add(.unknownWard, parcels: [Int32(i)], detail: .value(code, expected: ""))
            }
        }
    }

    /// The ward that holds the greater part of a parcel; the named one where it holds half or more.
    private func located(_ pieces: [OutlineLocator.Piece], _ named: Int32?) -> Int32? {
        var areas: [Int32: Int128] = [:]
        var whole: Int128 = 0
        for piece in pieces {
            whole += piece.doubledArea
            for outline in piece.outlines { areas[outline, default: 0] += piece.doubledArea }
        }
        if let named, let area = areas[named], 2 * area >= whole { return named }
        return areas.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }

    private mutating func addWrongWard(_ i: Int, _ located: Int32, _ wards: WardOutlines) {
        add(
            .wrongWard, parcels: [Int32(i)],
            detail: .value(columns.wardCode(ofParcel: i) ?? "", expected: wards.codes[Int(located)]))
    }

    private func outsideWard(
        _ i: Int, _ outside: [OutlineLocator.Piece], _ widest: (piece: OutlineLocator.Piece, width: Double),
        _ ward: String
    ) -> DefectDraft {
        var draft = DefectDraft(kind: .outsideWard, parcels: [Int32(i)])
        draft.areaSquareMetres = squareMetres(outside.reduce(0) { $0 + $1.doubledArea })
        draft.widthMetres = widest.width / grid.unitsPerMetre
        draft.at = metres(widest.piece.inner)
        draft.shape = .area(outside.flatMap(\.polygons))
        draft.ward = ward
        let (x, y) = coverage.rings.centroid(ofParcel: i)
        draft.setCell(x, y, grid)
        return draft
    }
}
