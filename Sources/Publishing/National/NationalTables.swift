import Cadastre
import GDALKit
import PlanarCoverage
import Reconciliation

/// The tables of a ward's group-1 parcels. Ids count from 1 within them; what nobody has said stays empty.
struct NationalTables {
    private(set) var parcels = NationalTable(.parcels)
    private(set) var certificates = NationalTable(.certificates)
    private(set) var rights = NationalTable(.rights)
    private(set) var uses = NationalTable(.uses)
    private(set) var holders = NationalTable(.holders)
    /// Rows of the map, one for each row of `parcels`.
    private(set) var rows: [Int32] = []

    private let source: ComparedRecords
    private let words = LandUseWords()
    private var holderIDs: [[String]: Int64] = [:]
    private var certificateIDs: [[String]: Int64] = [:]

    var all: [NationalTable] { [parcels, certificates, rights, uses, holders] }

    /// - Parameters:
    ///   - group1: rows of the map.
    ///   - recordsOf: of all parcels.
    init(_ source: ComparedRecords, parcels group1: [Int32], recordsOf: [[Int32]]) {
        self.source = source
        for p in group1 { add(Int(p), recordsOf[Int(p)].map(Int.init)) }
    }

    private func text(_ field: RecordField, _ r: Int) -> String? { source.records.text(field, r) }

    private func number(_ field: RecordField, _ r: Int) -> Double? {
        text(field, r).flatMap { DecimalText.value($0) }
    }

    /// A date as people write it; a spreadsheet's serial number becomes one.
    private func date(_ field: RecordField, _ r: Int) -> String? {
        guard let text = text(field, r) else { return nil }
        let origin: RecordDate.Source = source.records.source(ofRecord: r).isSpreadsheet ? .spreadsheet : .text
        guard case .day(let day) = RecordDate.read(text, from: origin, notAfter: source.date) else { return text }
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(day.day))/\(two(day.month))/\(day.year)"
    }

    private mutating func add(_ p: Int, _ records: [Int]) {
        let columns = source.columns
        let id = Int64(parcels.rows.count + 1)
        rows.append(Int32(p))
        func own(_ column: [TextID]) -> FieldValue { FieldValue(column.isEmpty ? nil : columns.texts[column[p]]) }
        func own(_ column: [Double]) -> Double? { column.isEmpty || column[p].isNaN ? nil : column[p] }
        let first = records.first
        let recorded = first.map { source.records.areaSquareMetres[$0] }.flatMap { $0.isNaN ? nil : $0 }
        let updated = FieldValue.date(year: source.date.year, month: source.date.month, day: source.date.day)
        parcels.rows.append([
            .integer(id), own(columns.sheet), own(columns.number), own(columns.oldSheet), own(columns.oldNumber),
            .real(own(columns.storedArea) ?? (source.groundArea(p) * 10).rounded() / 10),
            FieldValue(own(columns.legalArea) ?? recorded), .null, .integer(0),
            FieldValue(records.compactMap { text(.parcelAddress, $0) }.first), own(columns.ward), .null, .null,
            .null, .null, .null, updated, FieldValue(source.parcelCode(p)),
        ])
        let useIDs = addUses(of: first, parcel: id)
        for r in records {
            let holder = holderID(r)
            let certificate = certificateID(r, holder: holder)
            for use in useIDs.isEmpty ? [nil] : useIDs.map(Optional.some) {
                rights.rows.append([
                    .integer(Int64(rights.rows.count + 1)), .integer(holder), .integer(id),
                    use.map { .integer($0) } ?? .null, .integer(certificate), FieldValue(text(.rightStatus, r)), .null,
                    FieldValue(text(.holding, r)), FieldValue(text(.role, r)),
                ])
            }
        }
    }

    /// The land uses of a parcel as its first record says them; the only one takes the parcel's area.
    private mutating func addUses(of record: Int?, parcel: Int64) -> [Int64] {
        guard let r = record else { return [] }
        let named = RecordField.uses.enumerated().filter { text($0.element.use, r) != nil }
        let details: [(origin: RecordField, form: RecordField, term: RecordField)] = [
            (.use1Origin, .use1Form, .use1Term), (.use2Origin, .use2Form, .use2Term),
            (.use3Origin, .use3Form, .use3Term),
        ]
        var ids: [Int64] = []
        func add(_ use: String, _ area: Double?, _ k: Int) {
            let id = Int64(uses.rows.count + 1)
            ids.append(id)
            let form = text(details[k].form, r)
            let isShared = form.map { ComparisonKey.withoutDiacritics($0).text.contains("chung") }
            uses.rows.append([
                .integer(id), .integer(parcel), .integer(Int64(ids.count)), .text(words.code(of: use) ?? use), .null,
                FieldValue(area), isShared.map { FieldValue($0) } ?? .null, FieldValue(text(details[k].term, r)),
                FieldValue(text(details[k].origin, r)),
            ])
        }
        for (k, field) in named {
            let use = text(field.use, r) ?? ""
            // "ODT+CLN" in one cell are two uses of one area.
            let codes = LandUseList.read(use)
            let isList = codes.count > 1 && codes.allSatisfy { LandUseList.use(code: $0.normalisedCode) != nil }
            let whole = named.count == 1 && !isList ? source.records.areaSquareMetres[r] : .nan
            let area = number(field.area, r) ?? (whole.isNaN ? nil : whole)
            if isList {
                for code in codes { add(code.normalisedCode, nil, k) }
            } else {
                add(use, area, k)
            }
        }
        return ids
    }

    private mutating func holderID(_ r: Int) -> Int64 {
        // A person is the same by number; without one, by all that is said.
        let number = text(.ownerNumber, r) ?? text(.organisationNumber, r)
        let name = text(.owner, r) ?? ""
        let key =
            number.map { [$0, name] }
            ?? ["", name, text(.birthDate, r) ?? "", text(.ownerAddress, r) ?? "", text(.organisation, r) ?? ""]
        if let known = holderIDs[key] { return known }
        let id = Int64(holders.rows.count + 1)
        holderIDs[key] = id
        holders.rows.append(
            [.integer(id)]
                + [
                    RecordField.owner, .birthDate, .gender, .ownerNumber, .ownerAddress, .organisation,
                    .organisationNumber,
                ].map { FieldValue($0 == .birthDate ? date($0, r) : text($0, r)) })
        return id
    }

    private mutating func certificateID(_ r: Int, holder: Int64) -> Int64 {
        let key = [text(.serial, r) ?? "", text(.registerNumber, r) ?? "", text(.issueDate, r) ?? ""]
        if let known = certificateIDs[key] { return known }
        let id = Int64(certificates.rows.count + 1)
        certificateIDs[key] = id
        let issued: FieldValue
        if case .day(let day) = RecordDate.read(key[2], from: .spreadsheet, notAfter: source.date) {
            issued = .date(year: day.year, month: day.month, day: day.day)
        } else {
            issued = .null
        }
        certificates.rows.append([
            .integer(id), FieldValue(text(.serial, r)), .null, FieldValue(text(.scan, r)), .integer(holder),
            FieldValue(text(.registerNumber, r)), issued,
        ])
        return id
    }
}
