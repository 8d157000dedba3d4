public import Cadastre
import PROJKit
public import PlanarCoverage

/// The parcel codes (mã định danh thửa đất) of a map: those it has are judged, those it lacks are computed.
public struct ParcelCodes: Sendable {
    /// The code of each parcel that has none of its own; nil for the others and for parcels without an inner point.
    public var computed: [String?]
    /// Parcels whose own code does not decode inside them, or is no code: KEY-05.
    public var misplaced: [Int32]

    /// - Parameters:
    ///   - rings: the parcels; invalid ones already read as valid.
    ///   - crs: of the grid's coordinates.
    /// - Throws: `PROJError` when the CRS has no way to WGS 84, `InvariantError` when the engine contradicts itself.
    public init(
        of columns: ParcelColumns, rings: RingStore, grid: Grid, crs: WorkingCRS, lanes: Int
    ) throws {
        let wgs84 = try CoordinateSystem("EPSG:4326")
        let there = try Transformation(from: crs.system, to: wgs84)
        let count = columns.count
        computed = Array(repeating: nil, count: count)
        misplaced = []
        let metres = grid.unitsPerMetre * crs.metresPerUnit
        var rows: [Int] = []
        var xy: [Double] = []
        let points = try InnerPoint.all(of: rings, lanes: lanes)
        for p in 0..<count where !columns.hasParcelCode || columns.parcelCode[p] == .none {
            guard let point = points[p] else { continue }
            rows.append(p)
            xy.append((Double(grid.originX) + point.x) / metres)
            xy.append((Double(grid.originY) + point.y) / metres)
        }
        _ = try xy.withUnsafeMutableBufferPointer { try there.apply($0) }
        for (k, p) in rows.enumerated() where xy[2 * k].isFinite {
            computed[p] = ParcelCode(longitude: xy[2 * k], latitude: xy[2 * k + 1])?.description
        }
        try judge(columns, rings, grid, try Transformation(from: wgs84, to: crs.system), metres)
    }

    /// A code is right as long as the middle of its cell lies in its parcel.
    private mutating func judge(
        _ columns: ParcelColumns, _ rings: RingStore, _ grid: Grid, _ back: borrowing Transformation, _ metres: Double
    ) throws {
        guard columns.hasParcelCode else { return }
        for p in 0..<columns.count where columns.parcelCode[p] != .none && !rings.rings(ofParcel: p).isEmpty {
            guard let code = columns.texts[columns.parcelCode[p]].flatMap({ ParcelCode($0) }) else {
                misplaced.append(Int32(p))
                continue
            }
            let centre = code.cell.centre
            guard let at = try back.point(x: centre.longitude, y: centre.latitude) else {
                misplaced.append(Int32(p))
                continue
            }
            let x = at.x * metres - Double(grid.originX)
            let y = at.y * metres - Double(grid.originY)
            let scale = Double(FinePoint.perUnit)
            // Farther than the grid reaches is outside.
            guard abs(x) < 2e9, abs(y) < 2e9,
                rings.covers(FinePoint(x: Int64((x * scale).rounded()), y: Int64((y * scale).rounded())), parcel: p)
            else {
                misplaced.append(Int32(p))
                continue
            }
        }
    }
}
