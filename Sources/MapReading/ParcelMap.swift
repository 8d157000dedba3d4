public import Cadastre
public import PROJKit
public import PlanarCoverage

/// A map as it was read: rings on the grid, attributes as columns, and what was noticed.
public struct ParcelMap: Sendable {
    public var coverage: CoverageIntake
    /// Row `i` is parcel `i` of the coverage.
    public var columns: ParcelColumns
    public var crs: WorkingCRS
    /// What the coordinates of each layer of `columns.sources` are in.
    public var layerSystems: [CoordinateSystem]
    /// Ward outlines on the same grid, where they were asked for.
    public var wards: WardLayer?
    public var report: ReadingReport
    /// Parcels of neighbouring wards that lie near the map's own, behind them in the order of the options; the map's own
    /// are those before the first.
    public var neighbours: [NeighbourParcels] = []

    /// Takes the coverage out of the map: its new owner changes it in place, where a second owner would make it copy.
    public mutating func takeCoverage() -> CoverageIntake {
        var taken = CoverageIntake(grid: coverage.grid)
        swap(&taken, &coverage)
        return taken
    }
}

/// Parcels of a neighbouring ward beside a map.
public struct NeighbourParcels: Hashable, Sendable {
    /// The ward's code.
    public var ward: String
    public var parcels: Range<Int>
}

/// The CRS in which the map is worked: projected, in metres.
public struct WorkingCRS: Hashable, Sendable {
    public var system: CoordinateSystem
    /// Metres in a unit of `system`: 1, or that of a foot whose coordinates were scaled.
    public var metresPerUnit: Double

    /// As `EPSG:5897`; WKT where it has no code.
    public var name: String { system.authority ?? system.definition }
    /// For messages: the code, or the name.
    public var shortName: String { system.authority ?? system.name }
    /// For maps: the name with the code, as `VN-2000 / TM-3 105-00 (EPSG:5897)`.
    public var fullName: String { system.authority.map { "\(system.name) (\($0))" } ?? system.name }
}

/// The outlines of wards on the map's grid; ward `i` is "parcel" `i` of the ring store.
public struct WardLayer: Sendable {
    public var rings: RingStore
    /// Official codes, as `00082`.
    public var codes: [String]
    public var names: [String]
    public var source: String
    public var layer: String
    /// The map's; another one where the map's does not reach the wards.
    var grid: Grid
}
