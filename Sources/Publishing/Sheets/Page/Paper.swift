public import CairoKit

/// Paper of the A series.
public enum Paper: String, CaseIterable, Hashable, Sendable {
    case a4 = "A4"
    case a3 = "A3"
    case a2 = "A2"
    case a1 = "A1"
    case a0 = "A0"

    /// Millimetres, upright.
    public var portrait: PageSize {
        switch self {
        case .a4: PageSize(width: 210, height: 297)
        case .a3: PageSize(width: 297, height: 420)
        case .a2: PageSize(width: 420, height: 594)
        case .a1: PageSize(width: 594, height: 841)
        case .a0: PageSize(width: 841, height: 1189)
        }
    }

    public var landscape: PageSize { PageSize(width: portrait.height, height: portrait.width) }
}

/// The scales of cadastral maps (Circular 26/2024).
public enum SheetScale {
    public static let standard = [200, 500, 1000, 2000, 5000, smallest]
    static let smallest = 10_000
}
