import Cadastre

/// The keys of all parcels, for finding parcels by any of them.
struct ParcelKeys {
    /// By the ward in force.
    private(set) var current: ParcelKeyIndex
    /// By the former ward, where the map says it.
    private(set) var former: ParcelKeyIndex
    /// By the old sheet and parcel number on the map, under each ward that the parcel is known to have been in.
    private(set) var old: ParcelKeyIndex
    /// By the parcel code alone.
    private(set) var codes: ParcelKeyIndex
    /// The first parcel of each key with the key's zeros left out; made when it is first asked for.
    private var stripped: ParcelKeyIndex?
    /// The ward in force of each parcel: named, or found from where it lies; `none` where neither is known.
    private(set) var ward: [TextID] = []
    private(set) var formerWard: [TextID] = []
    private var sheet: [TextID] = []
    private var number: [TextID] = []
    /// The wards in force that the map has.
    private(set) var wards: Set<TextID> = []
    /// The parcels that share a whole key, in groups.
    private(set) var shared: [[Int32]] = []

    /// - Parameters:
    ///   - usesWard, usesSheet: false where the records do not have it: then it is no part of a key.
    ///   - located: the ward that a parcel lies in, as a key; empty when no outlines were given.
    init(
        _ columns: ParcelColumns, _ keys: inout KeyTexts, lists: WardLists, epoch choice: WardEpochChoice,
        located: [TextID], usesWard: Bool, usesSheet: Bool
    ) {
        let count = columns.count
        var table = KeyTable(columns.texts)
        func column(_ ids: [TextID]) -> [TextID] {
            ids.map { table.key($0, of: columns.texts, in: &keys) }
        }
        number = column(columns.number)
        if number.isEmpty { number = Array(repeating: .none, count: count) }
        sheet = usesSheet ? column(columns.sheet) : []
        if sheet.isEmpty { sheet = Array(repeating: .none, count: count) }
        let wardTexts = usesWard ? column(columns.ward) : []
        let meanings = Self.meanings(of: wardTexts, keys, lists, choice)
        ward = Array(repeating: .none, count: count)
        formerWard = ward
        for i in 0..<count where !wardTexts.isEmpty {
            guard let meaning = meanings[wardTexts[i]] else { continue }
            ward[i] = meaning.current
            formerWard[i] = meaning.former
            // The map is of the old time: the ward in force is where the old one went whole, or where the parcel lies.
            if meaning.current == .none, let code = keys.text(meaning.former) {
                let next = lists.successors[code] ?? []
                if next.count == 1, next[0].isWhole { ward[i] = keys.key(next[0].code) }
            }
            if ward[i] == .none, !located.isEmpty { ward[i] = located[i] }
        }
        let named = usesWard ? column(columns.oldWard) : []
        for i in named.indices where named[i] != .none { formerWard[i] = named[i] }
        wards = Set(ward)
        wards.remove(.none)

        current = ParcelKeyIndex(capacity: count)
        former = ParcelKeyIndex(capacity: 0)
        old = ParcelKeyIndex(capacity: 0)
        codes = ParcelKeyIndex(capacity: columns.hasParcelCode ? count : 0)
        let oldSheet = column(columns.oldSheet)
        let oldNumber = column(columns.oldNumber)
        let code = column(columns.parcelCode)
        for i in 0..<count {
            let p = Int32(i)
            if number[i] != .none, !usesSheet || sheet[i] != .none || columns.sheet.isEmpty {
                current.insert(PlaceKey(ward: ward[i], sheet: sheet[i], number: number[i]), parcel: p)
                if formerWard[i] != .none {
                    former.insert(PlaceKey(ward: formerWard[i], sheet: sheet[i], number: number[i]), parcel: p)
                }
            }
            if !oldNumber.isEmpty, oldNumber[i] != .none {
                let sheet = oldSheet.isEmpty ? TextID.none : oldSheet[i]
                for ward in Set([ward[i], formerWard[i]]) {
                    old.insert(PlaceKey(ward: ward, sheet: sheet, number: oldNumber[i]), parcel: p)
                }
            }
            if !code.isEmpty, code[i] != .none {
                codes.insert(PlaceKey(ward: .none, sheet: .none, number: code[i]), parcel: p)
            }
        }
    }

    /// The meaning of each distinct ward text.
    static func meanings(
        of column: [TextID], _ keys: KeyTexts, _ lists: WardLists, _ choice: WardEpochChoice,
        elsewhere: RecordsElsewhere = RecordsElsewhere()
    ) -> [TextID: WardMeaning] {
        let distinct = Set(column).subtracting([.none])
        let texts = distinct.compactMap { id in keys.text(id).map { (id, $0) } }
        let epoch = SourceEpoch.judge(texts.map(\.1), choice, lists, elsewhere: elsewhere)
        return Dictionary(
            uniqueKeysWithValues: texts.map { ($0.0, lists.meaning(of: $0.1, key: $0.0, epoch: epoch)) })
    }

    func key(of parcel: Int) -> PlaceKey {
        PlaceKey(ward: ward[parcel], sheet: sheet[parcel], number: number[parcel])
    }

    /// The parcels whose key is this one when zeros before numbers do not count.
    mutating func parcelsWithoutZeros(_ key: PlaceKey, _ keys: inout KeyTexts) -> [Int32] {
        if stripped == nil {
            var index = ParcelKeyIndex(capacity: number.count)
            for i in number.indices where number[i] != .none {
                index.insert(
                    PlaceKey(ward: ward[i], sheet: keys.withoutZeros(sheet[i]), number: keys.withoutZeros(number[i])),
                    parcel: Int32(i))
            }
            stripped = index
        }
        return stripped?.parcels(
            of: PlaceKey(
                ward: key.ward, sheet: keys.withoutZeros(key.sheet), number: keys.withoutZeros(key.number))) ?? []
    }
}
