/// One layer of one source, and the parcels that came from it.
public struct ParcelSource: Hashable, Sendable {
    /// The source as the user named it.
    public var name: String
    public var layer: String
    /// Its parcels are rows `firstParcel ..< firstParcel + parcelCount`.
    public var firstParcel: Int
    public var parcelCount: Int
    /// The code of the neighbouring ward whose parcels stand here, beside those of the map; nil for the map's own.
    public var neighbour: String?

    public init(name: String, layer: String, firstParcel: Int, parcelCount: Int) {
        self.name = name
        self.layer = layer
        self.firstParcel = firstParcel
        self.parcelCount = parcelCount
    }
}

/// The attributes of all parcels as columns; row `i` is parcel `i` of the ring store.
public struct ParcelColumns: Sendable {
    public var sources: [ParcelSource] = []
    public var fid: [Int64] = []
    public var ward: [TextID] = []
    public var sheet: [TextID] = []
    public var number: [TextID] = []
    public var landUse: [TextID] = []
    /// The parcel code (mã định danh thửa, GeoHash-12), where the source has one.
    public var parcelCode: [TextID] = []
    /// What a field says of which parcel goes before another, where the user named one.
    public var priority: [TextID] = []
    /// The ward, sheet and number before the last change of wards or sheets (MaXaCu, SoHieuToBanDoCu, SoThuTuThuaCu),
    /// and the series of the map; read only where they are asked for.
    public var oldWard: [TextID] = []
    public var oldSheet: [TextID] = []
    public var oldNumber: [TextID] = []
    public var mapSeries: [TextID] = []
    /// Square metres as stored in the source (DienTich); NaN where unknown.
    public var storedArea: [Double] = []
    /// Square metres of the certificate (DienTichPhapLy); NaN where unknown.
    public var legalArea: [Double] = []
    public var texts = TextPool()

    /// Which attributes the sources have at all; a column that no source has is empty.
    public var hasWard: Bool { !ward.isEmpty }
    public var hasSheet: Bool { !sheet.isEmpty }
    public var hasNumber: Bool { !number.isEmpty }
    public var hasLandUse: Bool { !landUse.isEmpty }
    public var hasParcelCode: Bool { !parcelCode.isEmpty }
    public var hasStoredArea: Bool { !storedArea.isEmpty }
    public var hasLegalArea: Bool { !legalArea.isEmpty }

    public init() {}

    public var count: Int { fid.count }

    /// Whether the map itself came from several layers, so that a fid alone names no parcel.
    public var hasSeveralSources: Bool { sources.count { $0.neighbour == nil } > 1 }

    /// Makes room for so many rows in every column; what stays empty costs no memory that is used.
    public mutating func reserveCapacity(_ rows: Int) {
        fid.reserveCapacity(rows)
        ward.reserveCapacity(rows)
        sheet.reserveCapacity(rows)
        number.reserveCapacity(rows)
        landUse.reserveCapacity(rows)
        parcelCode.reserveCapacity(rows)
        storedArea.reserveCapacity(rows)
        legalArea.reserveCapacity(rows)
    }

    /// Appends the rows of a part that was read on its own; their texts keep their order of first appearance.
    ///
    /// `sources` is left as it is. A column that one side lacks is filled with nothing there.
    public mutating func append(contentsOf other: borrowing ParcelColumns) {
        let numbers = texts.merge(other.texts)
        let before = count
        func join(_ column: inout [TextID], _ more: [TextID]) {
            if more.isEmpty && column.isEmpty { return }
            ParcelColumns.fill(&column, .none, upTo: before)
            for id in more { column.append(id == .none ? .none : numbers[Int(id.rawValue)]) }
            ParcelColumns.fill(&column, .none, upTo: before + other.count)
        }
        func join(_ column: inout [Double], _ more: [Double]) {
            if more.isEmpty && column.isEmpty { return }
            ParcelColumns.fill(&column, .nan, upTo: before)
            column.append(contentsOf: more)
            ParcelColumns.fill(&column, .nan, upTo: before + other.count)
        }
        join(&ward, other.ward)
        join(&sheet, other.sheet)
        join(&number, other.number)
        join(&landUse, other.landUse)
        join(&parcelCode, other.parcelCode)
        join(&priority, other.priority)
        join(&oldWard, other.oldWard)
        join(&oldSheet, other.oldSheet)
        join(&oldNumber, other.oldNumber)
        join(&mapSeries, other.mapSeries)
        join(&storedArea, other.storedArea)
        join(&legalArea, other.legalArea)
        fid.append(contentsOf: other.fid)
    }

    /// Fills the columns that some sources have, and the last ones read do not, up to the number of rows.
    public mutating func level() {
        let rows = count
        func level<T>(_ column: inout [T], _ nothing: T) {
            if !column.isEmpty { ParcelColumns.fill(&column, nothing, upTo: rows) }
        }
        level(&ward, .none)
        level(&sheet, .none)
        level(&number, .none)
        level(&landUse, .none)
        level(&parcelCode, .none)
        level(&priority, .none)
        level(&oldWard, .none)
        level(&oldSheet, .none)
        level(&oldNumber, .none)
        level(&mapSeries, .none)
        level(&storedArea, .nan)
        level(&legalArea, .nan)
    }

    /// Keeps some rows, ascending, and forgets the others; the sources count what is left to each.
    public mutating func keepRows(_ rows: [Int]) {
        func keep<T>(_ column: inout [T]) {
            if !column.isEmpty { column = rows.map { column[$0] } }
        }
        keep(&fid)
        keep(&ward)
        keep(&sheet)
        keep(&number)
        keep(&landUse)
        keep(&parcelCode)
        keep(&priority)
        keep(&oldWard)
        keep(&oldSheet)
        keep(&oldNumber)
        keep(&mapSeries)
        keep(&storedArea)
        keep(&legalArea)
        var first = 0
        for i in sources.indices {
            let end = sources[i].firstParcel + sources[i].parcelCount
            let next = rows.partitioningIndex { $0 >= end }
            sources[i].firstParcel = first
            sources[i].parcelCount = next - first
            first = next
        }
    }

    private static func fill<T>(_ column: inout [T], _ value: T, upTo count: Int) {
        if column.count < count { column.append(contentsOf: repeatElement(value, count: count - column.count)) }
    }

    /// The source that a parcel came from.
    public func source(ofParcel i: Int) -> ParcelSource {
        var low = 0
        var high = sources.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if sources[middle].firstParcel <= i { low = middle } else { high = middle }
        }
        return sources[low]
    }

    /// The parcel's ward code, or nil.
    public func wardCode(ofParcel i: Int) -> String? { hasWard ? texts[ward[i]] : nil }

    /// `ward/sheet/number` of a parcel, with what is known of it; nil when it has neither sheet nor number.
    public func key(ofParcel i: Int) -> String? {
        let sheet = hasSheet ? texts[sheet[i]] : nil
        let number = hasNumber ? texts[number[i]] : nil
        if sheet == nil && number == nil { return nil }
        return "\(wardCode(ofParcel: i) ?? "")/\(sheet ?? "")/\(number ?? "")"
    }
}

extension Array {
    /// The first place from which on a condition holds, in an array whose front does not fulfil it.
    fileprivate func partitioningIndex(_ holds: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
