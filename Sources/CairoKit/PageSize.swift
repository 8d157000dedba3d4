/// A page in millimetres.
public struct PageSize: Hashable, Sendable {
    public var width: Double
    public var height: Double

    public init(width: Double, height: Double) {
        self.width = width
        self.height = height
    }

    static let pointsPerMillimetre = 72 / 25.4
    var points: (width: Double, height: Double) {
        (width * PageSize.pointsPerMillimetre, height * PageSize.pointsPerMillimetre)
    }
}
