public import Cadastre
import PROJKit
public import PlanarCoverage

/// The parcel codes (mã định danh thửa đất) of a map: those it has are judged, those it lacks are computed.
public struct ParcelCodes: Sendable {
    /// The code of each parcel that has none of its own; nil for the others and for parcels without an inner point.
    /// Empty when none was asked for.
    public var computed: [String?] = []
    /// Parcels whose own code does not decode inside them, or is no code: KEY-05.
    public var misplaced: [Int32] = []
    /// The way from VN-2000 to WGS 84 that was taken; nil for the CRS's own, and for one that is not of VN-2000.
    public var shift: DatumShift?
    /// With a CRS of VN-2000: how many codes decode inside their parcels by one way alone, this one and the other.
    public var insideByOneWay: (this: Int, other: Int) = (0, 0)

    /// Whether the map's codes were clearly made by the other way: at least so many parcels say so, and so many times
    /// as many as say the contrary.
    public var speakForOtherShift: Bool {
        insideByOneWay.other >= 5 && insideByOneWay.other >= 4 * insideByOneWay.this
    }

    /// - Parameters:
    ///   - rings: the parcels; invalid ones already read as valid.
    ///   - crs: of the grid's coordinates.
    ///   - shift: of VN-2000; nil for the one that the CRS itself says, or else EPSG:6960.
    ///   - computes: whether the codes that are lacking are wanted.
    ///   - lanes: how many threads work on it; the result does not depend on it.
    /// - Throws: `PROJError` when the CRS has no way to WGS 84.
    public init(
        of columns: ParcelColumns, rings: RingStore, grid: Grid, crs: WorkingCRS, shift: DatumShift? = nil,
        computes: Bool = true, lanes: Int
    ) throws {
        let canChoose = try WayToWGS84.canBeChosen(for: crs.system)
        let isBound = try crs.system.withoutShift != crs.system
        let chosen = canChoose ? shift : nil
        self.shift = chosen ?? (canChoose && !isBound ? .epsg6960 : nil)
        let work = CodeWork(columns: columns, rings: rings, grid: grid, metresPerUnit: crs.metresPerUnit)
        let system = crs.system
        if computes {
            let parts = try inLanes(lanes, count: columns.count) { parcels in
                try work.compute(parcels, WayToWGS84.open(from: system, shift: chosen))
            }
            computed = parts.count == 1 ? parts[0] : Array(parts.joined())
        }
        guard columns.hasParcelCode else { return }
        let other = self.shift?.other
        let parts = try inLanes(lanes, count: columns.count) { parcels -> (outside: [Int32], elsewhere: [Int32]) in
            let outside = try work.outside(parcels, WayToWGS84.open(from: system, shift: chosen))
            guard let other else { return (outside, outside) }
            return (outside, try work.outside(parcels, WayToWGS84.open(from: system, shift: other)))
        }
        for part in parts {
            misplaced += part.outside
            let (this, other) = (Set(part.outside), Set(part.elsewhere))
            insideByOneWay.this += other.subtracting(this).count
            insideByOneWay.other += this.subtracting(other).count
        }
    }
}

/// The part of the work that each lane does.
private struct CodeWork: Sendable {
    let columns: ParcelColumns
    let rings: RingStore
    let grid: Grid
    let metresPerUnit: Double

    private var unitsPerUnit: Double { grid.unitsPerMetre * metresPerUnit }

    private func hasCode(_ p: Int) -> Bool { columns.hasParcelCode && columns.parcelCode[p] != .none }

    /// The codes of parcels that have none.
    func compute(_ parcels: Range<Int>, _ way: borrowing WayToWGS84) -> [String?] {
        var codes = [String?](repeating: nil, count: parcels.count)
        var rows: [Int] = []
        var xy: [Double] = []
        for p in parcels where !hasCode(p) {
            guard let point = rings.innermostPoint(ofParcel: p) else { continue }
            rows.append(p - parcels.lowerBound)
            xy.append((Double(grid.originX) + point.x) / unitsPerUnit)
            xy.append((Double(grid.originY) + point.y) / unitsPerUnit)
        }
        way.apply(&xy)
        for (k, row) in rows.enumerated() where xy[2 * k].isFinite {
            codes[row] = ParcelCode(longitude: xy[2 * k], latitude: xy[2 * k + 1])?.description
        }
        return codes
    }

    /// Parcels whose own code is none, or whose code's cell has its middle elsewhere.
    func outside(_ parcels: Range<Int>, _ way: borrowing WayToWGS84) -> [Int32] {
        var rows: [Int] = []
        var xy: [Double] = []
        for p in parcels where hasCode(p) && !rings.rings(ofParcel: p).isEmpty {
            rows.append(p)
            let code = columns.texts[columns.parcelCode[p]].flatMap { ParcelCode($0) }
            let centre = code?.cell.centre ?? (.infinity, .infinity)
            xy.append(centre.longitude)
            xy.append(centre.latitude)
        }
        way.applyBack(&xy)
        var outside: [Int32] = []
        let scale = Double(FinePoint.perUnit)
        for (k, p) in rows.enumerated() {
            let x = xy[2 * k] * unitsPerUnit - Double(grid.originX)
            let y = xy[2 * k + 1] * unitsPerUnit - Double(grid.originY)
            // Farther than the grid reaches is outside.
            let isInside =
                abs(x) < 2e9 && abs(y) < 2e9
                && rings.covers(FinePoint(x: Int64((x * scale).rounded()), y: Int64((y * scale).rounded())), parcel: p)
            if !isInside { outside.append(Int32(p)) }
        }
        return outside
    }
}
