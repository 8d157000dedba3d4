public import Cadastre

/// A synthetic city: wards with the codes and names of Hanoi's list, streets, lots, fields, lakes, a river, and known
/// defects.
///
/// Wards are drawn one by one, so a city of millions of parcels needs the memory of one ward. A map without defects
/// and without `jitterMetres` is matched exactly: neighbours share every point of their common boundary, ward lines
/// included, and all coordinates are whole millimetres in EPSG:5897.
public struct City: Sendable {
    public var options: CityOptions { plan.options }
    let plan: CityPlan

    /// - Precondition: `options.parcels` lies between `CityOptions.fewestParcels` and `CityOptions.mostParcels`.
    public init(_ options: CityOptions) {
        precondition((CityOptions.fewestParcels...CityOptions.mostParcels).contains(options.parcels))
        precondition(options.stepMillimetres == 1 || options.stepMillimetres == 10)
        plan = CityPlan(options: options)
    }

    /// The wards in order; their parcels are numbered in this order.
    public var wards: [Ward] { plan.wards }

    /// Draws a ward: the same whenever it is asked for.
    public func map(ofWard index: Int) -> WardMap {
        var drawing = WardDrawing(plan: plan, ward: index)
        return drawing.draw()
    }
}
