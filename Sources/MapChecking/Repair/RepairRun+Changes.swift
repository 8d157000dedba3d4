import Cadastre
import PlanarCoverage

extension RepairRun {
    /// The regions and what became of them.
    func repairs() -> [Repair] {
        var repairs: [Repair] = []
        for r in ground.regions.indices where defectOfRegion[r] >= 0 {
            guard let choice = choice(r) else { continue }
            let region = ground.regions[r]
            repairs.append(
                Repair(
                    defect: planned.defects[defectOfRegion[r]], owner: choice.owner, rule: choice.rule,
                    reason: reasons[r], parcels: region.parties, areaSquareMetres: areas[r],
                    polygons: region.polygons))
        }
        return repairs
    }

    /// All parcels changed so far.
    func changes(_ outlines: [RepairedOutline]) -> [ParcelChange] {
        var changes: [ParcelChange] = []
        let vertexDefects = defectsOfMissingVertices()
        let regionsAt = defectsOfCorners(outlines)
        for outline in outlines {
            var change = change(of: outline.parcel, to: outline.rings)
            var ids: Set<String> = []
            var rules: Set<RepairRule> = []
            for r in outline.regions.map({ Int($0) }) {
                if defectOfRegion[r] >= 0 { ids.insert(planned.defects[defectOfRegion[r]].id) }
                if let rule = choice(r)?.rule { rules.insert(rule) }
            }
            if !outline.insertedVertices.isEmpty { rules.insert(.vertex) }
            for p in outline.insertedVertices {
                if let d = vertexDefects[p]?.first(where: { planned.defects[$0].parcels.contains(outline.parcel) })
                    ?? vertexDefects[p]?.first ?? regionsAt[p]
                {
                    ids.insert(planned.defects[d].id)
                }
            }
            addEarlier(of: outline.parcel, &ids, &rules)
            if obvious[outline.parcel] != nil { addReading(of: outline.parcel, &ids, &rules) }
            change.defectIDs = ids.sorted()
            change.rules = rules.sorted { $0.rawValue < $1.rawValue }
            changes.append(change)
        }
        let outlined = Set(outlines.map(\.parcel))
        for (parcel, rings) in matched.outlines where !outlined.contains(parcel) {
            var change = change(of: parcel, to: rings)
            var ids: Set<String> = []
            var rules: Set<RepairRule> = []
            addEarlier(of: parcel, &ids, &rules)
            change.defectIDs = ids.sorted()
            change.rules = rules.sorted { $0.rawValue < $1.rawValue }
            changes.append(change)
        }
        for (parcel, rings) in obvious where !outlined.contains(parcel) {
            var change = change(of: parcel, to: rings)
            var ids: Set<String> = []
            var rules: Set<RepairRule> = []
            addReading(of: parcel, &ids, &rules)
            change.defectIDs = ids.sorted()
            change.rules = Array(rules)
            changes.append(change)
        }
        return changes.sorted { $0.parcel < $1.parcel }
    }

    /// What the rounds before and the matching of corners did to a parcel.
    private func addEarlier(of parcel: Int32, _ ids: inout Set<String>, _ rules: inout Set<RepairRule>) {
        if let carried = matched.carried[parcel] {
            ids.formUnion(carried.defectIDs)
            rules.formUnion(carried.rules)
        }
        guard matched.matchedParcels.contains(parcel), let old = matched.earlier[parcel],
            let new = matched.outlines[parcel]
        else { return }
        rules.insert(Set(old.joined()).isSubset(of: new.joined()) ? .vertex : .matchedCorner)
        for d in mismatchesOf[parcel] ?? [] { ids.insert(before.defects[d].id) }
    }

    private func addReading(of parcel: Int32, _ ids: inout Set<String>, _ rules: inout Set<RepairRule>) {
        rules.insert(.obviousReading)
        for defect in planned.defects where defect.kind == .invalidGeometry && defect.parcels == [parcel] {
            ids.insert(defect.id)
        }
    }

    private func change(of parcel: Int32, to rings: GridPolygons) -> ParcelChange {
        let plain = original.coverage.rings.polygons(ofParcel: Int(parcel))
        let old = original.invalidOutlines[parcel]?.rings ?? plain
        // A spike that falls away moves no border: its outline is compared as it is read.
        let shift = BoundaryShift(from: plain, to: rings)
        // A new hole is cut, not moved.
        let cuts = rings.count > plain.count
        let shiftUnits = cuts ? shift.moves.map(\.lengthUnits).max() ?? 0 : shift.maxUnits
        let legal = recorded.legal[Int(parcel)]
        return ParcelChange(
            parcel: parcel, rings: rings, earlierRings: old, defectIDs: [], rules: [],
            areaBeforeSquareMetres: original.squareMetres(original.coverage.doubledAreas[Int(parcel)]),
            areaAfterSquareMetres: check.squareMetres(rings.reduce(0) { $0 + GridArea.doubled($1) }),
            legalAreaSquareMetres: legal > 0 ? legal : nil, maxShiftMetres: shiftUnits / grid.unitsPerMetre,
            moves: shift.moves)
    }

    private func defectsOfMissingVertices() -> [GridPoint: [Int]] {
        var found: [GridPoint: [Int]] = [:]
        for (d, defect) in planned.defects.enumerated() {
            for f in defect.faults where check.faults[Int(f)].kind == .missingVertex {
                for p in check.faults[Int(f)].corners { found[p, default: []].append(d) }
            }
        }
        return found
    }

    /// The defect at each corner of an applied region.
    private func defectsOfCorners(_ outlines: [RepairedOutline]) -> [GridPoint: Int] {
        var found: [GridPoint: Int] = [:]
        for r in ground.regions.indices where reasons[r] == nil && defectOfRegion[r] >= 0 {
            for p in ground.regions[r].polygons.joined() where found[p] == nil { found[p] = defectOfRegion[r] }
        }
        return found
    }
}
