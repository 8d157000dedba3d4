import Cadastre
import PlanarCoverage

/// Sheets whose corners differ from their neighbours' by one common vector: to be moved as one, never piecemeal.
struct SheetShifts {
    private(set) var found: [SheetShift] = []
    private var shifted: Set<Sheet> = []
    private let sheetOf: [Sheet]

    struct Sheet: Hashable {
        var ward: TextID
        var sheet: TextID
    }

    private struct Vector {
        var from: Sheet
        var to: Sheet
        var dx: Double
        var dy: Double
    }

    /// Corners further apart are not counterparts.
    private static let reachMetres = 3.0

    init(_ run: CheckRun, _ ground: RepairGround) {
        let columns = run.columns
        guard columns.hasSheet else {
            sheetOf = []
            return
        }
        sheetOf = columns.sheet.indices.map {
            Sheet(ward: columns.hasWard ? columns.ward[$0] : .none, sheet: columns.sheet[$0])
        }
        var vectors = SheetShifts.vectors(run, ground, sheetOf)
        // The sheet with the most vectors that agree is the shifted one; its neighbours are not shifted against it.
        while let best = strongest(vectors, run) {
            found.append(best.shift)
            shifted.insert(best.sheet)
            vectors.removeAll { $0.from == best.sheet || $0.to == best.sheet }
        }
    }

    /// The reason to leave a region between a shifted sheet and another.
    func reason(for region: RepairRegion) -> ReviewReason? {
        if shifted.isEmpty { return nil }
        let sheets = Set(region.candidates.map { sheetOf[Int($0.parcel)] })
        return sheets.count > 1 && !sheets.isDisjoint(with: shifted) ? .shiftedSheet : nil
    }

    private func strongest(_ vectors: [Vector], _ run: CheckRun) -> (sheet: Sheet, shift: SheetShift)? {
        var best: (sheet: Sheet, shift: SheetShift)?
        for (sheet, group) in Dictionary(grouping: vectors, by: \.from) {
            guard sheet.sheet != .none,
                let common = CommonVector(
                    group.map { (dx: $0.dx, dy: $0.dy) }, agreement: CommonVector.agreementMetres),
                common.isShift
            else { continue }
            let columns = run.columns
            let shift = SheetShift(
                ward: columns.texts[sheet.ward] ?? "", sheet: columns.texts[sheet.sheet] ?? "",
                dxMetres: common.dx, dyMetres: common.dy, vectors: common.count, agreeingShare: common.share)
            if let known = best?.shift,
                (known.vectors, shift.ward, shift.sheet) >= (shift.vectors, known.ward, known.sheet)
            {
                continue
            }
            best = (sheet, shift)
        }
        return best
    }

    /// From each corner of one sheet's parcel to the nearest of the other's, around the regions between them.
    private static func vectors(_ run: CheckRun, _ ground: RepairGround, _ sheetOf: [Sheet]) -> [Vector] {
        struct Corner: Hashable {
            var parcel: Int32
            var point: GridPoint
        }
        var vectors: [Vector] = []
        var seen: Set<Corner> = []
        let reach = reachMetres * run.grid.unitsPerMetre
        for region in ground.regions where region.candidates.count >= 2 {
            let a = region.candidates[0].parcel
            let b = region.candidates[1].parcel
            guard sheetOf[Int(a)] != sheetOf[Int(b)] else { continue }
            for (mine, other) in [(a, b), (b, a)] {
                let corners = run.coverage.rings.points[run.coverage.rings.points(ofParcel: Int(mine))]
                let others = run.coverage.rings.points[run.coverage.rings.points(ofParcel: Int(other))]
                let outline = Set(region.polygons.joined())
                for p in corners where outline.contains(p) && seen.insert(Corner(parcel: mine, point: p)).inserted {
                    var best: (dx: Double, dy: Double, length: Double)?
                    for q in others {
                        let dx = Double(q.x) - Double(p.x)
                        let dy = Double(q.y) - Double(p.y)
                        let length = (dx * dx + dy * dy).squareRoot()
                        if length <= min(reach, best?.length ?? reach) { best = (dx, dy, length) }
                    }
                    guard let best else { continue }
                    vectors.append(
                        Vector(
                            from: sheetOf[Int(mine)], to: sheetOf[Int(other)], dx: best.dx / run.grid.unitsPerMetre,
                            dy: best.dy / run.grid.unitsPerMetre))
                }
            }
        }
        return vectors
    }
}
