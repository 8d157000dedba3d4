import Cadastre

/// Which parcels and records have found each other, and what they say of each other.
extension ReconcileRun {
    mutating func checkMatches() {
        checkUnmatchedRecords()
        for p in 0..<map.count {
            let own = recordsOf[p]
            if own.isEmpty {
                checkWithoutRecord(p)
                continue
            }
            checkOldKeys(own, parcel: p)
            checkCertificates(own, parcel: p)
            checkArea(own, parcel: p)
            checkLandUse(own, parcel: p)
        }
    }

    /// A key that no record names. Parcels of one key are one finding, parcels without a key are none: no record could
    /// name them, which is told already.
    private mutating func checkWithoutRecord(_ p: Int) {
        let key = matcher.parcels.key(of: p)
        guard needsRecord[p], !isCandidate[p], key.number != .none else { return }
        let same = matcher.parcels.current.parcels(of: key)
        if same.count > 1, same[0] != Int32(p) || same.contains(where: { !recordsOf[Int($0)].isEmpty }) { return }
        add(.parcelWithoutRecord, parcel: Int32(p), same.count > 1 ? .candidates(same) : .plain)
    }

    /// One finding for each key that records name and no parcel, or several, have.
    private mutating func checkUnmatchedRecords() {
        var groups: [UnmatchedPlace: (first: Int32, count: Int)] = [:]
        var order: [UnmatchedPlace] = []
        var namedKeys: Set<PlaceKey> = []
        for r in 0..<records.count {
            let place = matcher.place(of: r)
            let outcome = matches.parcel[r]
            if outcome < 0 || matches.step[r] != .key {
                if place.number != .none { namedKeys.insert(place) }
            }
            guard outcome < 0 else { continue }
            // Without a key each certificate stands for itself; of another ward's records the ward alone is told.
            let group = UnmatchedPlace(
                outcome: outcome,
                place: outcome == RecordMatches.otherWard
                    ? PlaceKey(ward: place.ward, sheet: .none, number: .none) : place,
                serial: place.number == .none ? records.id(.serial, r) : .none,
                source: outcome == RecordMatches.otherWard ? sourceIndex(of: r) : 0)
            if groups[group] == nil { order.append(group) }
            groups[group, default: (Int32(r), 0)].count += 1
        }
        let finder = CandidateFinder(self)
        var onlyInRecords = 0
        for group in order {
            guard let (first, count) = groups[group] else { continue }
            switch group.outcome {
            case RecordMatches.ambiguous:
                add(.ambiguousMatch, record: first, count: count, .candidates(matches.candidates[first] ?? []))
            case RecordMatches.otherWard:
                add(
                    .otherWardRecord, record: first, count: count,
                    .ward(records.id(.ward, Int(first))))
            default:
                // Without a key it lacks required fields: that is told for each row.
                if group.place.number == .none, records.id(.parcelCode, Int(first)) == .none { continue }
                if group.place.number != .none { onlyInRecords += 1 }
                let candidates = finder.candidates(for: Int(first), place: group.place, in: self)
                add(
                    .recordWithoutParcel, record: first, count: count,
                    candidates.isEmpty ? .plain : .candidates(candidates))
            }
        }
        keyCounts.onlyInRecords = onlyInRecords
        // Keys of the map that records name, and those that only records have.
        let matchedKeys = (0..<map.count).count { p in
            let key = matcher.parcels.key(of: p)
            guard key.number != .none, matcher.parcels.current.parcels(of: key).first == Int32(p) else { return false }
            return recordsOf[p].contains { matches.step[Int($0)] == .key }
        }
        keyCounts.records = matchedKeys + namedKeys.count
        checkRecordWards()
    }

    private func sourceIndex(of record: Int) -> Int {
        records.sources.lastIndex { $0.firstRecord <= record } ?? 0
    }

    /// Ward codes of records: in no list, or of which nobody can say whether they are of the old time or the new.
    private mutating func checkRecordWards() {
        var seen: [SourceWard: (first: Int32, count: Int)] = [:]
        for (s, source) in records.sources.enumerated() where records.has(.ward) {
            for r in source.firstRecord..<(source.firstRecord + source.recordCount) {
                let id = records.id(.ward, r)
                if id != .none { seen[SourceWard(source: s, ward: id), default: (Int32(r), 0)].count += 1 }
            }
        }
        for (group, (first, count)) in seen.sorted(by: { $0.value.first < $1.value.first }) {
            let place = matcher.place(of: Int(first))
            let meaning = matcher.meaning(of: place, source: group.source)
            if meaning.isUnknown, !matcher.parcels.wards.contains(meaning.current) {
                add(.unknownWard, record: first, count: count, .ward(group.ward))
            } else if meaning.isAmbiguous {
                add(.wardEpochAmbiguous, record: first, count: count, .ward(group.ward))
            }
        }
    }

    /// Records that name their parcel by an older key: to be converted. One finding for each key.
    private mutating func checkOldKeys(_ own: ArraySlice<Int32>, parcel: Int) {
        var told: [(PlaceKey, Int)] = []
        for r in own where matches.step[Int(r)].isOfOldKey {
            let place = matcher.place(of: Int(r))
            if let k = told.firstIndex(where: { $0.0 == place }) {
                findings[told[k].1].records += 1
                continue
            }
            add(.oldWardKey, parcel: Int32(parcel), record: r, .step(matches.step[Int(r)]))
            told.append((place, findings.count - 1))
        }
    }

    /// Several certificates in force on one parcel, but for joint ownership and apartments.
    private mutating func checkCertificates(_ own: ArraySlice<Int32>, parcel: Int) {
        guard own.count > 1 else { return }
        var serials: Set<TextID> = []
        var isShared = false
        var rows: Set<RowIdentity> = []
        for r in own {
            let record = Int(r)
            let row = RowIdentity(
                serial: records.id(.serial, record), number: records.id(.ownerNumber, record),
                name: records.id(.owner, record), apartment: records.id(.apartment, record))
            if row.identifies, !rows.insert(row).inserted { add(.repeatedRecord, parcel: Int32(parcel), record: r) }
            if isInForce(record), row.serial != .none { serials.insert(row.serial) }
            if row.apartment != .none || records.id(.building, record) != .none || isJoint(record) { isShared = true }
        }
        if serials.count > 1 && !isShared {
            add(
                .duplicateRecord, parcel: Int32(parcel), record: own[own.startIndex], count: own.count,
                .others(Int32(serials.count - 1)))
            groupings[parcel].miss(.oneRecordSet)
        }
    }

    private func isJoint(_ record: Int) -> Bool {
        records.text(.holding, record).map { ComparisonKey.withoutDiacritics($0).text.contains("dong su dung") }
            ?? false
    }

    /// Whether a right is not said to have ended.
    private func isInForce(_ record: Int) -> Bool {
        guard let status = records.text(.rightStatus, record).map({ ComparisonKey.withoutDiacritics($0).text }) else {
            return true
        }
        return !["het hieu luc", "thu hoi", "huy", "khong con"].contains { status.contains($0) }
    }

    /// The area on the map against that of each certificate (REC-06): to be checked, since where the boundary has not
    /// changed the law takes the measured area.
    private mutating func checkArea(_ own: ArraySlice<Int32>, parcel: Int) {
        let area = input.areas[parcel]
        guard !area.isNaN, !records.areaSquareMetres.isEmpty else { return }
        var told: [Double] = []
        for r in own {
            let legal = records.areaSquareMetres[Int(r)]
            if legal.isNaN || legal <= 0 || told.contains(legal) { continue }
            told.append(legal)
            // Areas are written to 0.1 m²; the limit comes on top of that rounding.
            let limit = 0.05 + settings.areaRule.limit(ofSquareMetres: legal, permitted)
            let difference = abs(area - legal)
            if difference <= limit { continue }
            let isLarge = difference > 2 * limit || difference > 0.1 * legal
            add(
                .areaMismatch, severity: isLarge ? .error : .warning, parcel: Int32(parcel), record: r,
                .areas(map: area, record: legal, limit: limit))
        }
    }

    /// Land use after both sides are read as codes of today (REC-09). The map shows the main use alone, the record all.
    private mutating func checkLandUse(_ own: ArraySlice<Int32>, parcel: Int) {
        guard map.hasLandUse, map.landUse[parcel] != .none, records.has(.use1) else { return }
        var told: [Set<String>] = []
        for r in own where landUses.contradicts(map.landUse[parcel], map.texts, record: Int(r), of: records) {
            var inRecord: Set<String> = []
            for (use, _) in RecordField.uses {
                inRecord.formUnion(landUses.codes(ofRecord: records.id(use, Int(r)), records.texts))
            }
            if told.contains(inRecord) { continue }
            told.append(inRecord)
            let id = map.landUse[parcel]
            let onMap = landUses.codes(ofMap: id, map.texts)
            let isResidential =
                onMap.isSubset(of: LandUseReader.residential)
                && inRecord.isSubset(of: LandUseReader.residential)
            if isResidential {
                add(.landUseMismatch, severity: .info, parcel: Int32(parcel), record: r, .residential(map: id))
            } else {
                add(.landUseMismatch, parcel: Int32(parcel), record: r, .landUse(map: id))
            }
        }
    }
}

/// What groups records that found no parcel.
private struct UnmatchedPlace: Hashable {
    var outcome: Int32
    var place: PlaceKey
    var serial: TextID
    var source: Int
}

private struct SourceWard: Hashable {
    var source: Int
    var ward: TextID
}

/// What tells the rows of one parcel apart: a certificate and a person.
private struct RowIdentity: Hashable {
    var serial: TextID
    var number: TextID
    var name: TextID
    var apartment: TextID
    /// Rows that name neither certificate nor person may be anything.
    var identifies: Bool { serial != .none && (number != .none || name != .none) }
}
