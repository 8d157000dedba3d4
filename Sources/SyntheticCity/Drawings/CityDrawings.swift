/// The cadastral sheets of a synthetic city as drawings: the city as it is by right, without the defects of its map, and
/// with faults of its own.
///
/// Numbers are those of a map without defects. Sheets never cut a parcel, but for a few streets that are cut on purpose
/// when faults are wanted.
public struct CityDrawings: Sendable {
    private let city: City
    private let defectRate: Double

    /// - Parameter defectRate: injected faults of drawings per parcel, up to about 0.05.
    public init(_ city: City, defectRate: Double) {
        var options = city.options
        options.defectRate = 0
        options.jitterMetres = 0
        self.city = City(options)
        self.defectRate = defectRate
    }

    /// Draws the sheets of a ward: the same whenever they are asked for.
    public func sheets(ofWard index: Int) -> WardSheets {
        var drafting = SheetDrafting(city, ward: index, defectRate: defectRate)
        return drafting.draw()
    }
}
