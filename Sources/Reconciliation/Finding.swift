public import Cadastre

/// One thing that map and records say wrong, or differently.
public struct Finding: Sendable {
    public var kind: FindingKind
    public var severity: Severity
    public var state = DefectState.new
    /// The number behind the prefix of its id.
    public var hash: UInt64 = 0
    /// Row of the parcel, or -1.
    public var parcel: Int32
    /// Row of the record, the first of several; or -1.
    public var record: Int32
    /// How many records it stands for.
    public var records: Int32 = 1
    public var detail = FindingDetail.plain

    /// As `amb-7f3a9c0112d4e6b8`: the same next week and on another machine.
    public var id: String {
        let digits = String(hash, radix: 16)
        return kind.idPrefix + "-" + String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }

    /// The catalogue's code.
    public var code: String {
        switch (kind, detail) {
        case (.missingField, .fields(let fields)): fields.code
        case (.invalidOwnerNumber, .number(let finding)): finding.catalogueCode
        default: kind.code
        }
    }
}

/// What a finding says beyond its kind and parties.
public enum FindingDetail: Hashable, Sendable {
    case plain
    /// Fields of a record that are empty.
    case fields(RecordFieldSet)
    /// Square metres on the map and in the record, and the limit that their difference breaks.
    case areas(map: Double, record: Double, limit: Double)
    /// Square metres of the parcel and the sum over its uses.
    case sum(parcel: Double, uses: Double)
    /// Land use on the map, as a text of its pool; that of the record is in its fields.
    case landUse(map: TextID)
    /// Ward and commune call residential land differently (ONT, ODT): no contradiction.
    case residential(map: TextID)
    /// A field whose value is wrong, and a better one where there is one.
    case value(RecordField, suggestion: String?)
    /// What a spreadsheet did to a field, and what may have stood there.
    case cell(RecordField, CellDamage, suggestion: String?)
    /// What is old in the addresses of a ward, a text of the pool of the records.
    case address(ward: TextID, AddressEpoch)
    /// What is wrong with a personal number.
    case number(PersonalNumberFinding)
    /// How an older key was resolved.
    case step(MatchStep)
    /// How many others share it.
    case others(Int32)
    /// Parcels that the record may belong to, for a person to choose from.
    case candidates([Int32])
    /// A ward code, as a text of the pool of the records or, without a record, of the map.
    case ward(TextID)
}

/// A set of fields.
public struct RecordFieldSet: Hashable, Sendable, ExpressibleByArrayLiteral {
    private var bits: UInt64 = 0

    public init() {}
    public init(arrayLiteral fields: RecordField...) { self.init(fields) }
    public init(_ fields: some Sequence<RecordField>) { for field in fields { insert(field) } }

    public mutating func insert(_ field: RecordField) { bits |= 1 << UInt64(field.rawValue) }
    public func contains(_ field: RecordField) -> Bool { bits & 1 << UInt64(field.rawValue) != 0 }
    public var isEmpty: Bool { bits == 0 }

    func subtracting(_ other: RecordFieldSet) -> RecordFieldSet {
        var rest = self
        rest.bits &= ~other.bits
        return rest
    }

    public var fields: [RecordField] { RecordField.allCases.filter { contains($0) } }

    /// The catalogue's code for records that lack these fields: that of the worst.
    var code: String {
        if contains(.sheet) || contains(.number) { return "KEY-02" }
        if contains(.ownerNumber) || contains(.organisationNumber) { return "OWN-01" }
        if contains(.scan) { return "GCN-03" }
        return "GCN-04"
    }
}

/// The ids of findings: FNV-1a over what they are about, never over a name or number of a person.
struct FindingName {
    private(set) var hash: UInt64 = 0xcbf2_9ce4_8422_2325

    init(_ kind: FindingKind) { add(kind.idPrefix.utf8) }

    mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        hash = (hash ^ 0x1F) &* 0x100_0000_01b3
    }
}
