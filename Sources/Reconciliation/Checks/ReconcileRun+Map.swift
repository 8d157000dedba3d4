import Cadastre

/// What the map says wrong by itself, as far as records are concerned.
extension ReconcileRun {
    mutating func checkMap() {
        checkKeys()
        checkParcelCodes()
        checkWards()
    }

    private mutating func checkKeys() {
        let hasKeys = map.hasNumber
        guard hasKeys else { return }
        var distinct = 0
        var only = 0
        for p in 0..<map.count {
            let key = matcher.parcels.key(of: p)
            let isMissing = key.number == .none || (matcher.usesSheet && key.sheet == .none)
            if isMissing || !ParcelKey.isNumber(map.texts[map.number[p]] ?? "") {
                add(.missingKey, parcel: Int32(p))
                if isMissing { continue }
            }
            let same = matcher.parcels.current.parcels(of: key)
            guard same.first == Int32(p) else { continue }
            distinct += 1
            if same.allSatisfy({ recordsOf[Int($0)].isEmpty && !isCandidate[Int($0)] }) { only += 1 }
            guard same.count > 1 else { continue }
            keyCounts.repeatedOnMap += 1
            add(.duplicateKey, parcel: Int32(p), .candidates(same))
            for parcel in same {
                note(FindingKind.duplicateKey.severity, parcel: parcel)
                if isCandidate[Int(parcel)] { groupings[Int(parcel)].isUnusable(for: .keyCollision) }
            }
        }
        keyCounts.map = distinct
        keyCounts.onlyOnMap = only
    }

    private mutating func checkParcelCodes() {
        guard map.hasParcelCode else { return }
        for p in 0..<map.count where map.parcelCode[p] != .none {
            guard let code = matcher.parcelCode(of: p) else { continue }
            let same = matcher.parcels.codes.parcels(of: PlaceKey(ward: .none, sheet: .none, number: code))
            if same.count > 1, same[0] == Int32(p) {
                add(.duplicateParcelCode, parcel: Int32(p), .candidates(same))
                for parcel in same { note(FindingKind.duplicateParcelCode.severity, parcel: parcel) }
            }
        }
        for p in input.misplacedCodes { add(.misplacedParcelCode, parcel: p) }
    }

    /// Codes in no list: one finding for each code, with the first parcel that names it.
    private mutating func checkWards() {
        guard map.hasWard else { return }
        var first: [TextID: (parcel: Int32, count: Int)] = [:]
        for p in 0..<map.count where map.ward[p] != .none { first[map.ward[p], default: (Int32(p), 0)].count += 1 }
        for (id, seen) in first.sorted(by: { $0.value.parcel < $1.value.parcel }) {
            let code = map.texts[id] ?? ""
            if settings.wardLists.current.contains(code) || settings.wardLists.former.contains(code) { continue }
            if input.wardCodes.contains(code) { continue }
            if case .unlisted = WardList.read(code) {
                findings.append(
                    Finding(
                        kind: .unknownWard, severity: FindingKind.unknownWard.severity, parcel: seen.parcel, record: -1,
                        records: 0, detail: .others(Int32(seen.count - 1))))
            }
        }
    }
}
