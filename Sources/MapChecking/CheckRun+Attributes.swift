import Cadastre
import PlanarCoverage

extension CheckRun {
    /// Keys, land-use codes, areas and tiny parcels.
    mutating func checkAttributes() {
        checkKeys()
        checkLandUse()
        checkAreas()
    }

    private mutating func checkKeys() {
        for group in names.sharedKeys {
            add(.duplicateKey, parcels: group, detail: .value(columns.key(ofParcel: Int(group[0])) ?? "", expected: ""))
        }
        guard columns.hasSheet || columns.hasNumber else { return }
        // Whether each distinct text can be a number, once.
        let canBeNumber = (0..<Int32(columns.texts.count)).map {
            ParcelKey.isNumber(columns.texts[TextID(rawValue: $0)] ?? "")
        }
        func isMissing(_ column: [TextID], _ i: Int) -> Bool {
            !column.isEmpty && (column[i] == .none || !canBeNumber[Int(column[i].rawValue)])
        }
        for i in 0..<ownCount where isMissing(columns.sheet, i) || isMissing(columns.number, i) {
            add(.missingKey, parcels: [Int32(i)])
        }
    }

    private mutating func checkLandUse() {
        guard columns.hasLandUse else { return }
        // Each distinct text once; most parcels stop at the flag.
        var isSeen = [Bool](repeating: false, count: columns.texts.count)
        var isFaulty = isSeen
        var details: [Int32: DefectDetail] = [:]
        for i in 0..<ownCount where columns.landUse[i] != .none {
            let id = columns.landUse[i].rawValue
            if !isSeen[Int(id)] {
                isSeen[Int(id)] = true
                details[id] = landUseDetail(columns.texts[columns.landUse[i]] ?? "")
                isFaulty[Int(id)] = details[id] != nil
            }
            guard isFaulty[Int(id)], let detail = details[id] else { continue }
            if case .superseded = detail {
                add(.invalidLandUse, .supersededCode, parcels: [Int32(i)], detail: detail)
            } else {
                add(.invalidLandUse, parcels: [Int32(i)], detail: detail)
            }
        }
    }

    /// What is wrong with a land-use text; nil when nothing is.
    private func landUseDetail(_ text: String) -> DefectDetail? {
        var superseded: DefectDetail?
        for reading in LandUseList.read(text) {
            switch reading {
            case .current: continue
            case .group, .unlisted: return .value(text, expected: "")
            case .superseded(let use): superseded = .superseded(use.code, by: use.successors.joined(separator: "/"))
            }
        }
        return superseded
    }

    private mutating func checkAreas() {
        let permitted = PermittedError(scale: settings.scale)
        for i in 0..<ownCount {
            let area = squareMetres(coverage.doubledAreas[i])
            if area < settings.minParcelAreaSquareMetres && !coverage.traits[i].contains(.withoutRings) {
                add(.sliverParcel, parcels: [Int32(i)], areaSquareMetres: area)
                drafts[drafts.count - 1].widthMetres = coverage.rings.width(ofParcel: i) / grid.unitsPerMetre
            }
            guard columns.hasStoredArea, !coverage.traits[i].contains(.withoutRings) else { continue }
            let stored = columns.storedArea[i]
            guard stored > 0 else { continue }
            // Areas are written to 0.1 m²; the limit of Appendix 04 comes on top of that rounding.
            if abs(area - stored) <= 0.05 { continue }
            let limit = 0.05 + permitted.area(ofSquareMetres: stored)
            if abs(area - stored) > limit {
                add(
                    .areaMismatch, parcels: [Int32(i)], detail: .storedArea(squareMetres: stored, limit: limit),
                    areaSquareMetres: area)
            }
        }
    }
}
