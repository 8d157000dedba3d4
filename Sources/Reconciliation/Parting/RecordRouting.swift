public import Cadastre

/// Decides which records of a whole city concern which ward, so that the reconciliation of a ward's map with its rows
/// alone says what it would say with all of them.
///
/// A row goes to every ward for whose map the matcher would not call it a row of another: the ward that it names, those
/// that the ward before July 2025 became, and those that the table of sheets leads to. Where rows of several wards share
/// a serial, or a number with two names, each of the wards gets the others' rows too: what is found there is found
/// between them.
public struct RecordRouting: Sendable {
    /// The wards that there are maps of.
    public let wards: [String]
    private let lists: WardLists
    private let recordEpoch: WardEpochChoice
    private let crosswalk: SheetCrosswalk
    private var keys = KeyTexts()
    /// The places in `wards` of those whose parcels can be of a ward, by its key.
    private var places: [TextID: [Int32]] = [:]

    /// The rows of each ward, in the order of the table.
    public struct Routes: Sendable {
        /// One list for each of the wards.
        public internal(set) var rows: [[Int32]]
        /// Rows that name no ward, or one that is in no list.
        public internal(set) var rest: [Int32] = []
        /// What the whole of each source says of wards.
        public internal(set) var elsewhere: [RecordsElsewhere] = []
    }

    /// - Parameters:
    ///   - wards: as the maps name them.
    ///   - strays: other codes that parcels of a ward's map name, by the ward.
    ///   - settings: lists and epochs, as the wards are reconciled with.
    public init(
        wards: [String], strays: [String: [String]] = [:], settings: ReconcileSettings, crosswalk: SheetCrosswalk
    ) {
        self.wards = wards
        lists = settings.wardLists
        recordEpoch = settings.recordEpoch
        var keys = KeyTexts()
        self.crosswalk = crosswalk.normalised { keys.text(keys.key($0)) ?? "" }
        for (i, ward) in wards.enumerated() {
            var own: Set<TextID> = []
            for text in [ward] + (strays[ward] ?? []) {
                let key = keys.key(text)
                let code = keys.text(key) ?? ""
                let epoch = SourceEpoch.judge([code], settings.mapEpoch, settings.wardLists)
                let meaning = settings.wardLists.meaning(of: code, key: key, epoch: epoch)
                own.insert(key)
                if meaning.former != .none, let former = keys.text(meaning.former) {
                    for next in settings.wardLists.successors[former] ?? [] { own.insert(keys.key(next.code)) }
                }
            }
            for key in own { places[key, default: []].append(Int32(i)) }
        }
        self.keys = keys
    }

    /// - Returns: nil where rows do not name their wards: then every row may be of any ward.
    public mutating func routes(of records: RecordColumns) -> Routes? {
        guard records.sources.allSatisfy({ $0.recordCount == 0 || namesWards(records, $0) }) else { return nil }
        var routes = Routes(rows: Array(repeating: [], count: wards.count))
        var table = KeyTable(records.texts)
        for source in records.sources {
            let rows = source.firstRecord..<(source.firstRecord + source.recordCount)
            let named = rows.map { table.key(records.id(.ward, $0), of: records.texts, in: &keys) }
            let meanings = ParcelKeys.meanings(of: named, keys, lists, recordEpoch, elsewhere: source.elsewhere)
            routes.elsewhere.append(elsewhere(records, source, Set(named)))
            let known = meanings.mapValues { targets(of: $0) }
            for (r, ward) in zip(rows, named) {
                var targets = known[ward] ?? []
                if !crosswalk.isEmpty, let meaning = meanings[ward] {
                    targets += sheetTargets(of: r, meaning, records, &table).filter { !targets.contains($0) }
                }
                for target in targets { routes.rows[Int(target)].append(Int32(r)) }
                if ward == .none || targets.isEmpty && meanings[ward]?.isUnknown != false {
                    routes.rest.append(Int32(r))
                }
            }
        }
        addCompanions(records, &routes)
        return routes
    }

    private func namesWards(_ records: RecordColumns, _ source: RecordSource) -> Bool {
        let column = records[.ward]
        let rows = source.firstRecord..<(source.firstRecord + source.recordCount)
        return !column.isEmpty && column[rows].contains { $0 != .none }
    }

    private func elsewhere(
        _ records: RecordColumns, _ source: RecordSource, _ wards: Set<TextID>
    ) -> RecordsElsewhere {
        let rows = source.firstRecord..<(source.firstRecord + source.recordCount)
        var elsewhere = source.elsewhere
        for field in RecordField.allCases where !elsewhere.filled.contains(field) {
            let column = records[field]
            if !column.isEmpty, column[rows].contains(where: { $0 != .none }) { elsewhere.filled.insert(field) }
        }
        for code in wards.compactMap({ keys.text($0) }) {
            if lists.current.contains(code) {
                elsewhere.namesWardsInForce = true
            } else if lists.former.contains(code) {
                elsewhere.namesFormerWards = true
            }
        }
        return elsewhere
    }

    /// The wards whose maps a row of a ward may belong to.
    private mutating func targets(of ward: WardMeaning) -> [Int32] {
        var found: [Int32] = ward.current == .none ? [] : places[ward.current] ?? []
        if ward.former != .none {
            found += (places[ward.former] ?? []).filter { !found.contains($0) }
            for next in lists.successors[keys.text(ward.former) ?? ""] ?? [] {
                found += (places[keys.key(next.code)] ?? []).filter { !found.contains($0) }
            }
        }
        return found
    }

    /// The wards that the table of sheets leads a row to.
    private mutating func sheetTargets(
        of r: Int, _ ward: WardMeaning, _ records: RecordColumns, _ table: inout KeyTable
    ) -> [Int32] {
        func text(_ field: RecordField) -> String {
            keys.text(table.key(records.id(field, r), of: records.texts, in: &keys)) ?? ""
        }
        var found: [Int32] = []
        for (sheet, number) in [(RecordField.sheet, RecordField.number), (.certificateSheet, .certificateNumber)] {
            let (sheet, number) = (text(sheet), text(number))
            if number.isEmpty { continue }
            for id in Set([ward.former, ward.current]) where id != .none {
                let code = keys.text(id) ?? ""
                let old = SheetCrosswalk.Key(ward: code, sheet: sheet, number: number)
                for new in crosswalk.newKeys(of: old, series: text(.mapSeries), scale: text(.scale)) {
                    found += (places[keys.key(new.ward)] ?? []).filter { !found.contains($0) }
                }
            }
        }
        return found
    }
}

extension SheetCrosswalk {
    /// The same with each text in the form of keys.
    func normalised(_ form: (String) -> String) -> SheetCrosswalk {
        SheetCrosswalk(
            rows.map { row in
                Row(
                    oldWard: form(row.oldWard), series: form(row.series), scale: form(row.scale),
                    oldSheet: form(row.oldSheet), oldNumber: form(row.oldNumber), newWard: form(row.newWard),
                    newSheet: form(row.newSheet), newNumber: form(row.newNumber))
            })
    }
}
