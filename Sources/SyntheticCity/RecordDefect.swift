public import Cadastre

/// What can be wrong with the records of a parcel.
enum RecordDefect: CaseIterable {
    case unknownNumber, wrongArea, wrongUse, shortIdentity, wrongGender, noIdentity, badSerial, noRegister, futureDate
    case repeatedRow, secondCertificate, twoNames, sharedSerial
}

/// A defect that was put into the records, or a finding that map and records owe to what they show.
public struct RecordTruth: Sendable {
    public var kind: FindingKind
    /// What was done, as "number of no parcel".
    public var variant: String
    /// The feature id of the parcel that it is about, from 1; nil for records without a parcel.
    public var fid: Int64?
    /// The record that it is about: its place among all records, from 0; nil for parcels without one.
    public var record: Int?
    /// `ward/sheet/number` of the parcel, or as the record says it.
    public var key: String
}

/// Hands out the records of a city, some of them spoilt, and knows what a comparison with the map must find.
public struct RecordLedger: Sendable {
    private let options: CityOptions
    private let permitted = PermittedError(scale: 500)
    private var parcels: [Parcel] = []
    private var entries: [RecordTruth] = []
    private var recordCount = 0
    private var population = PopulationRegister()
    /// The holders that the last records brought into the extract of the population database.
    public private(set) var newPersons: [SyntheticRecord.Owner] = []
    /// Records with a number, by their owner: the extract may not know it.
    private var holders: [(owner: Int, entry: RecordTruth)] = []
    private var lastSerial: (serial: String, owner: Int)?
    /// Codes that no list has, with the first parcel that names them.
    private var unlistedWards: [String: Int] = [:]

    private struct Parcel {
        var key: String
        var hasNumber: Bool
        var needsRecord: Bool
        /// Its records name it.
        var records: [Int]
        var areas: [Double]
        var drawnArea: Double?
    }

    public init(_ options: CityOptions) { self.options = options }

    /// The records of the next parcel; parcels come in the order of their feature ids.
    public mutating func records(of map: WardMap, parcel p: Int) -> [SyntheticRecord] {
        let attributes = map.parcels.attributes[p]
        var records = map.records(ofParcel: p, seed: options.seed)
        newPersons = population.list(records)
        let fid = Int64(parcels.count + 1)
        var parcel = Parcel(
            key: attributes.key, hasNumber: attributes.number != nil, needsRecord: attributes.landUse != "DGT",
            records: [], areas: [], drawnArea: attributes.drawnAreaSquareMetres)
        if WardList.ward(code: attributes.ward) == nil, unlistedWards[attributes.ward] == nil {
            unlistedWards[attributes.ward] = parcels.count
        }
        var namesParcel = true
        if !records.isEmpty, let owner = attributes.owner {
            var dice = Dice(options.seed, .recordDefects, parcels.count)
            if dice.happens(options.recordDefectRate) {
                let defect = dice.pick(RecordDefect.allCases)
                namesParcel = spoil(&records, defect, attributes, owner: owner, fid: fid, &dice)
            }
            // A serial is shared once only.
            lastSerial = records[0].serial == "ZZ \(digits(owner, 8))" ? (records[0].serial, owner) : nil
        }
        if namesParcel {
            parcel.records = Array(recordCount..<(recordCount + records.count))
            parcel.areas = records.map(\.areaSquareMetres)
        }
        notePopulation(records, fid: fid, key: attributes.key)
        for (k, record) in records.enumerated() where record.landUse == "XYZ" {
            entries.append(
                RecordTruth(
                    kind: .invalidLandUse, variant: "code in no list", fid: fid, record: recordCount + k,
                    key: attributes.key))
        }
        recordCount += records.count
        parcels.append(parcel)
        return records
    }

    /// Notes which records the extract of the population database may contradict.
    private mutating func notePopulation(_ records: [SyntheticRecord], fid: Int64, key: String) {
        for (k, record) in records.enumerated() where !record.owner.identityNumber.isEmpty {
            let owner = record.owner
            let isListed = population.has(owner.number)
            if isListed && owner.isItself { continue }
            let entry = RecordTruth(
                kind: .populationUnmatched, variant: isListed ? "other number or name" : "in no extract", fid: fid,
                record: recordCount + k, key: key)
            // Whoever is not listed yet may be so with another lot.
            if owner.isItself { holders.append((owner.number, entry)) } else { entries.append(entry) }
        }
    }

    /// - Returns: whether the records still name their parcel.
    private mutating func spoil(
        _ records: inout [SyntheticRecord], _ defect: RecordDefect, _ parcel: ParcelAttributes, owner: Int,
        fid: Int64, _ dice: inout Dice
    ) -> Bool {
        func entry(_ kind: FindingKind, _ variant: String, record: Int = 0, key: String? = nil) -> RecordTruth {
            RecordTruth(
                kind: kind, variant: variant, fid: key == nil ? fid : nil, record: recordCount + record,
                key: key ?? parcel.key)
        }
        func change(_ body: (inout SyntheticRecord) -> Void) { for k in records.indices { body(&records[k]) } }
        switch defect {
        case .unknownNumber:
            let number = 9_000_000 + parcels.count
            change { $0.number = number }
            entries.append(
                entry(.recordWithoutParcel, "number of no parcel", key: "\(parcel.ward)/\(parcel.sheet)/\(number)"))
            return false
        case .wrongArea:
            // More than any limit on top of what the map may be off by already.
            let limit = permitted.area(ofSquareMetres: records[0].areaSquareMetres) + 0.05
            let factor = dice.real(4, 8)
            change { $0.areaSquareMetres = (($0.areaSquareMetres + factor * limit + 2) * 10).rounded() / 10 }
        case .wrongUse:
            change { $0.landUse = "SKC" }
            if LandUseList.read(parcel.landUse).contains(where: { if case .unlisted = $0 { true } else { false } }) {
                return true
            }
            entries.append(entry(.landUseMismatch, "other land use"))
        case .shortIdentity:
            records[0].owner.identityNumber.removeLast()
            entries.append(entry(.invalidOwnerNumber, "a digit is missing"))
        case .wrongGender:
            records[0].owner.isMale.toggle()
            entries.append(entry(.invalidOwnerNumber, "contradicts the gender"))
        case .noIdentity:
            records[0].owner.identityNumber = ""
            entries.append(entry(.missingField, "no personal number"))
        case .badSerial:
            change { $0.serial = "Z1 \($0.serial.suffix(4))" }
            for k in records.indices { entries.append(entry(.invalidSerial, "serial of no form", record: k)) }
        case .noRegister:
            records[0].registerNumber = ""
            entries.append(entry(.missingField, "no register number"))
        case .futureDate:
            records[0].issued.year = 2031
            entries.append(entry(.invalidDate, "issued in the future"))
        case .repeatedRow:
            records.append(records[0])
            entries.append(entry(.repeatedRecord, "the same row twice", record: records.count - 1))
        case .secondCertificate:
            var other = records[0]
            let holder = (owner + 1) % 10_000_000
            var own = Dice(options.seed, .people, holder)
            let isCouple = own.happens(0.08)
            let isMale = isCouple || own.happens(0.5)
            other.owner = SyntheticRecord.Owner(number: holder, person: 0, isMale: isMale, dice: &own)
            other.serial = "ZZ \(digits(holder, 8))"
            records.append(other)
            entries.append(entry(.duplicateRecord, "two certificates"))
        case .twoNames:
            var other = records[0]
            other.owner.name = "Lê Thử \(digits(owner, 7))"
            records.append(other)
            entries.append(entry(.numberWithTwoNames, "one number, two names"))
        case .sharedSerial:
            guard let last = lastSerial, last.owner != owner else { return true }
            change { $0.serial = last.serial }
            entries.append(entry(.duplicateSerial, "serial of another holder's parcel"))
        }
        return true
    }

    /// Everything that a comparison must find, in the order of kinds, parcels and records.
    public var truth: [RecordTruth] {
        var truth: [RecordTruth] = []
        var byKey: [String: [Int]] = [:]
        for (p, parcel) in parcels.enumerated() where parcel.hasNumber { byKey[parcel.key, default: []].append(p) }
        var isShared = [Bool](repeating: false, count: parcels.count)
        for (key, shared) in byKey where shared.count > 1 {
            for p in shared { isShared[p] = true }
            let first = Int64(shared[0] + 1)
            truth.append(RecordTruth(kind: .duplicateKey, variant: "same number", fid: first, key: key))
            if let record = shared.flatMap({ parcels[$0].records }).min() {
                truth.append(RecordTruth(kind: .ambiguousMatch, variant: "same number", record: record, key: key))
            }
        }
        for (p, parcel) in parcels.enumerated() {
            let fid = Int64(p + 1)
            if !parcel.hasNumber {
                truth.append(RecordTruth(kind: .missingKey, variant: "no parcel number", fid: fid, key: parcel.key))
            }
            let hasRecord =
                !parcel.records.isEmpty
                || isShared[p] && byKey[parcel.key, default: []].contains { !parcels[$0].records.isEmpty }
            let isFirst = byKey[parcel.key]?.first == p
            if parcel.needsRecord && parcel.hasNumber && isFirst && !hasRecord {
                truth.append(RecordTruth(kind: .parcelWithoutRecord, variant: "no record", fid: fid, key: parcel.key))
            }
            guard !isShared[p], let drawn = parcel.drawnArea else { continue }
            for area in Set(parcel.areas) {
                let limit = 0.05 + permitted.area(ofSquareMetres: area)
                if abs(area - drawn) > limit {
                    truth.append(
                        RecordTruth(
                            kind: .areaMismatch, variant: "area", fid: fid, record: parcel.records[0], key: parcel.key))
                }
            }
        }
        for (ward, parcel) in unlistedWards {
            truth.append(
                RecordTruth(
                    kind: .unknownWard, variant: "ward \(ward)", fid: Int64(parcel + 1), key: parcels[parcel].key))
        }
        truth += holders.filter { !population.has($0.owner) }.map(\.entry)
        // What a record says of its parcel is not seen where nobody knows which parcel it is.
        truth += entries.filter { entry in
            guard let fid = entry.fid, isShared[Int(fid) - 1] else { return true }
            return ![.duplicateRecord, .repeatedRecord, .landUseMismatch].contains(entry.kind)
        }
        return truth.sorted {
            ($0.kind.rawValue, $0.fid ?? 0, $0.record ?? -1, $0.key) < (
                $1.kind.rawValue, $1.fid ?? 0, $1.record ?? -1, $1.key
            )
        }
    }
}
