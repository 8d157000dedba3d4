/// What the coordinates say against the CRS that they are declared to be in.
public enum CRSFinding: Hashable, Sendable {
    /// Northing stands before easting, or latitude before longitude.
    case swappedAxes(declared: String)
    /// They fit another CRS better: percent of the sampled parcels that lie in the ward they name under each.
    case betterCRS(String, percent: Double, declared: String, declaredPercent: Double)
    /// They lie outside the area that the CRS is made for.
    case outsideAreaOfUse(declared: String)
}
