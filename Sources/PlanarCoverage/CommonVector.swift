/// The vector that most of many vectors have in common: a sheet that lies off as a whole differs from its neighbours by one.
public struct CommonVector: Hashable, Sendable {
    /// Medians of the components.
    public var dx: Double
    public var dy: Double
    /// How many vectors there are, and the share of them that is equal but for the agreement.
    public var count: Int
    public var share: Double

    public var length: Double { (dx * dx + dy * dy).squareRoot() }

    /// - Parameter agreement: how far, in the unit of the vectors, one may differ from the medians.
    /// - Returns: nil without vectors.
    public init?(_ vectors: [(dx: Double, dy: Double)], agreement: Double) {
        guard !vectors.isEmpty else { return nil }
        let x = vectors.map(\.dx).sorted()[vectors.count / 2]
        let y = vectors.map(\.dy).sorted()[vectors.count / 2]
        let agreeing = vectors.count {
            (($0.dx - x) * ($0.dx - x) + ($0.dy - y) * ($0.dy - y)).squareRoot() <= agreement
        }
        dx = x
        dy = y
        count = vectors.count
        share = Double(agreeing) / Double(vectors.count)
    }

    /// A shift is told by at least so many vectors of which this share is equal within 2 cm; see `engine.md`, repair.
    public static let fewestVectors = 20
    public static let agreeingShare = 0.6
    public static let agreementMetres = 0.02

    /// Whether the vectors, in metres, tell that something is shifted. Less than the agreement is noise.
    public var isShift: Bool {
        count >= CommonVector.fewestVectors && length > CommonVector.agreementMetres
            && share >= CommonVector.agreeingShare
    }
}
