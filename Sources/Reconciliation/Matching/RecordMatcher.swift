import Cadastre

/// Finds the parcel of each record, step by step, and never chooses among several.
struct RecordMatcher {
    let map: ParcelColumns
    let records: RecordColumns
    let lists: WardLists
    let crosswalk: SheetCrosswalk
    var keys: KeyTexts
    var parcels: ParcelKeys
    private var table: KeyTable
    /// Whether both sides have sheets: otherwise they are no part of a key.
    let usesSheet: Bool
    /// The meaning of the ward texts, by source.
    private(set) var wardMeanings: [[TextID: WardMeaning]] = []
    /// The ward of records that name none.
    private let defaultWard: TextID
    private let usesWard: Bool

    init(_ input: borrowing ReconcileInput, _ settings: ReconcileSettings) {
        let columns = input.columns
        map = columns
        records = input.records
        lists = settings.wardLists
        var texts = KeyTexts()
        crosswalk = SheetCrosswalk(
            input.crosswalk.rows.map { row in
                func form(_ text: String) -> String {
                    let key = texts.key(text)
                    return texts.text(key) ?? ""
                }
                return SheetCrosswalk.Row(
                    oldWard: form(row.oldWard), series: form(row.series), scale: form(row.scale),
                    oldSheet: form(row.oldSheet), oldNumber: form(row.oldNumber), newWard: form(row.newWard),
                    newSheet: form(row.newSheet), newNumber: form(row.newNumber))
            })
        let located = input.locatedWard.map { $0 < 0 ? TextID.none : texts.key(input.wardCodes[Int($0)]) }
        let recordsNameWards = records.has(.ward) || settings.recordWard != nil
        // A register of one ward does not repeat the ward in each line, nor does the map of a city without wards.
        let mapWards = Set(map.ward).subtracting([.none])
        usesWard = map.hasWard && (recordsNameWards || mapWards.count == 1)
        usesSheet = map.hasSheet && (records.has(.sheet) || records.has(.certificateSheet))
        let only = mapWards.count == 1 ? mapWards.first.flatMap { columns.texts[$0] } : nil
        defaultWard = (settings.recordWard ?? only).map { texts.key($0) } ?? .none
        parcels = ParcelKeys(
            map, &texts, lists: lists, epoch: settings.mapEpoch, located: located, usesWard: usesWard,
            usesSheet: usesSheet)
        table = KeyTable(records.texts)
        keys = texts
        for source in records.sources {
            let rows = source.firstRecord..<(source.firstRecord + source.recordCount)
            let named = usesWard ? rows.map { wardKey(of: $0) } : []
            wardMeanings.append(
                ParcelKeys.meanings(of: named, keys, lists, settings.recordEpoch, elsewhere: source.elsewhere))
        }
    }

    /// The outcome for all records.
    mutating func matchAll(progress: (Int) -> Void = { _ in }) -> RecordMatches {
        var matches = RecordMatches()
        matches.parcel.reserveCapacity(records.count)
        matches.step.reserveCapacity(records.count)
        for (s, source) in records.sources.enumerated() {
            for r in source.firstRecord..<(source.firstRecord + source.recordCount) {
                if r & 0xFFFF == 0 { progress(r) }
                switch match(r, source: s) {
                case .found(let parcel, let step):
                    matches.parcel.append(parcel)
                    matches.step.append(step)
                case .several(let candidates):
                    matches.parcel.append(RecordMatches.ambiguous)
                    matches.step.append(.key)
                    matches.candidates[Int32(r)] = candidates
                case .none:
                    matches.parcel.append(RecordMatches.none)
                    matches.step.append(.key)
                case .otherWard:
                    matches.parcel.append(RecordMatches.otherWard)
                    matches.step.append(.key)
                }
            }
        }
        return matches
    }

    private enum Outcome {
        case found(Int32, MatchStep)
        case several([Int32])
        case none, otherWard
    }

    private mutating func key(_ field: RecordField, _ r: Int) -> TextID {
        table.key(records.id(field, r), of: records.texts, in: &keys)
    }

    private mutating func wardKey(of r: Int) -> TextID {
        let named = key(.ward, r)
        return named == .none ? defaultWard : named
    }

    /// The key by which a record names its parcel: the map's numbers, else those of the certificate.
    mutating func place(of r: Int) -> PlaceKey {
        var place = PlaceKey(
            ward: usesWard ? wardKey(of: r) : .none, sheet: usesSheet ? key(.sheet, r) : .none, number: key(.number, r))
        if place.number == .none {
            place.sheet = usesSheet ? key(.certificateSheet, r) : .none
            place.number = key(.certificateNumber, r)
        }
        return place
    }

    /// The parcel code of a parcel, as a key.
    mutating func parcelCode(of parcel: Int) -> TextID? {
        guard let text = map.texts[map.parcelCode[parcel]] else { return nil }
        return keys.key(text)
    }

    func meaning(of place: PlaceKey, source: Int) -> WardMeaning {
        if place.ward == .none { return WardMeaning() }
        return wardMeanings[source][place.ward] ?? WardMeaning(current: place.ward)
    }

    private mutating func match(_ r: Int, source: Int) -> Outcome {
        let place = place(of: r)
        let ward = meaning(of: place, source: source)
        var hits = place.number == .none ? [] : parcelsByKey(place, ward)
        if hits.count == 1 { return .found(hits[0], .key) }
        if hits.count > 1 {
            // A key that several parcels have: the code, or the series of the map, may still tell which.
            if let parcel = narrowed(hits, r) { return .found(parcel, .parcelCode) }
            return .several(hits)
        }
        for old in oldPlaces(of: r, place) {
            hits = parcelsByCrosswalk(old, ward, r)
            if let outcome = outcome(hits, .sheetCrosswalk) { return outcome }
        }
        let code = key(.parcelCode, r)
        if code != .none {
            hits = parcels.codes.parcels(of: PlaceKey(ward: .none, sheet: .none, number: code))
            if let outcome = outcome(hits, .parcelCode) { return outcome }
        }
        for old in oldPlaces(of: r, place) where !parcels.old.isEmpty {
            hits = []
            for id in [ward.current, ward.former] where id != .none || !usesWard {
                add(parcels.old.parcels(of: PlaceKey(ward: id, sheet: old.sheet, number: old.number)), to: &hits)
            }
            if let outcome = outcome(hits, .oldNumber) { return outcome }
        }
        if ward.former != .none, let outcome = matchByWardMapping(place, ward) { return outcome }
        if place.number != .none, place.ward == .none || ward.current != .none {
            hits = parcels.parcelsWithoutZeros(
                PlaceKey(ward: ward.current, sheet: place.sheet, number: place.number), &keys)
            if let outcome = outcome(hits, .keyWithoutZeros) { return outcome }
        }
        return isOfOtherWard(ward) ? .otherWard : .none
    }

    private func outcome(_ hits: [Int32], _ step: MatchStep) -> Outcome? {
        hits.isEmpty ? nil : hits.count == 1 ? .found(hits[0], step) : .several(hits)
    }

    private func parcelsByKey(_ place: PlaceKey, _ ward: WardMeaning) -> [Int32] {
        var hits: [Int32] = []
        if ward.current != .none || place.ward == .none {
            hits = parcels.current.parcels(
                of: PlaceKey(ward: ward.current, sheet: place.sheet, number: place.number))
        }
        if ward.former != .none, !parcels.former.isEmpty {
            add(
                parcels.former.parcels(of: PlaceKey(ward: ward.former, sheet: place.sheet, number: place.number)),
                to: &hits)
        }
        return hits
    }

    private func add(_ more: [Int32], to hits: inout [Int32]) {
        for parcel in more where !hits.contains(parcel) { hits.append(parcel) }
        hits.sort()
    }

    /// The one of several parcels that has the record's parcel code, or lies in its map series.
    private mutating func narrowed(_ hits: [Int32], _ r: Int) -> Int32? {
        let code = key(.parcelCode, r)
        if code != .none {
            let own = parcels.codes.parcels(of: PlaceKey(ward: .none, sheet: .none, number: code))
            let both = hits.filter { own.contains($0) }
            if both.count == 1 { return both[0] }
        }
        if !map.mapSeries.isEmpty, let series = records.text(.mapSeries, r) {
            let same = hits.filter { map.texts[map.mapSeries[Int($0)]] == series }
            if same.count == 1 { return same[0] }
        }
        return nil
    }

    /// The old keys that a record can be meant by: its own, and that of the certificate where it is another.
    private mutating func oldPlaces(of r: Int, _ place: PlaceKey) -> [PlaceKey] {
        let onPaper = PlaceKey(
            ward: place.ward, sheet: usesSheet ? key(.certificateSheet, r) : .none, number: key(.certificateNumber, r))
        if onPaper.number == .none || onPaper == place { return place.number == .none ? [] : [place] }
        return place.number == .none ? [onPaper] : [place, onPaper]
    }

    private mutating func parcelsByCrosswalk(_ old: PlaceKey, _ ward: WardMeaning, _ r: Int) -> [Int32] {
        if crosswalk.isEmpty { return [] }
        let sheet = keys.text(old.sheet) ?? ""
        let number = keys.text(old.number) ?? ""
        let seriesKey = key(.mapSeries, r)
        let scaleKey = key(.scale, r)
        let series = keys.text(seriesKey) ?? ""
        let scale = keys.text(scaleKey) ?? ""
        var hits: [Int32] = []
        for id in Set([ward.former, ward.current]) where id != .none || !usesWard {
            let code = keys.text(id) ?? ""
            for new in crosswalk.newKeys(
                of: SheetCrosswalk.Key(ward: code, sheet: sheet, number: number), series: series, scale: scale)
            {
                var wards = [new.ward]
                // The table names no new ward: wherever the old one went.
                if new.ward == code, id == ward.former { wards += (lists.successors[code] ?? []).map(\.code) }
                for ward in wards {
                    let key = PlaceKey(
                        ward: usesWard ? keys.key(ward) : .none, sheet: usesSheet ? keys.key(new.sheet) : .none,
                        number: keys.key(new.number))
                    add(parcels.current.parcels(of: key), to: &hits)
                }
            }
        }
        return hits
    }

    /// A whole ward that went into one: the numbers decide when one parcel has them. Of a ward that was split, what
    /// fits is a question: the right parcel may lie in another part.
    private mutating func matchByWardMapping(_ place: PlaceKey, _ ward: WardMeaning) -> Outcome? {
        guard let code = keys.text(ward.former), place.number != .none else { return nil }
        let next = lists.successors[code] ?? []
        var hits: [Int32] = []
        for successor in next {
            let key = PlaceKey(ward: keys.key(successor.code), sheet: place.sheet, number: place.number)
            // A parcel that is known to come from another ward is not it.
            let open = parcels.current.parcels(of: key)
                .filter { parcels.formerWard[Int($0)] == .none || parcels.formerWard[Int($0)] == ward.former }
            add(open, to: &hits)
        }
        if hits.isEmpty { return nil }
        return hits.count == 1 && next.count == 1 && next[0].isWhole
            ? .found(hits[0], .wardMapping) : .several(hits)
    }

    /// Whether the map has no parcel of any ward that the record can be of.
    private mutating func isOfOtherWard(_ ward: WardMeaning) -> Bool {
        if !usesWard || ward.isUnknown || parcels.wards.isEmpty || ward == WardMeaning() { return false }
        if ward.current != .none, parcels.wards.contains(ward.current) { return false }
        if ward.former != .none, let code = keys.text(ward.former) {
            for next in lists.successors[code] ?? [] where parcels.wards.contains(keys.key(next.code)) { return false }
        }
        return true
    }
}
