import Cadastre

/// How far the area on the map may differ from the legal one.
public enum AreaRule: Hashable, Sendable {
    /// Appendix 04 of Circular 26/2024/TT-BTNMT, by the scale of the map.
    case appendix04
    /// A share of the legal area, in percent: an older habit of offices.
    case percent(Double)
    /// 0.0004 x scale denominator x square root of the area: textbooks.
    case squareRoot

    /// Square metres.
    func limit(ofSquareMetres area: Double, _ permitted: PermittedError) -> Double {
        switch self {
        case .appendix04: permitted.area(ofSquareMetres: area)
        case .percent(let percent): area * percent / 100
        case .squareRoot: 0.0004 * Double(permitted.rowScale) * area.squareRoot()
        }
    }

    /// As options and JSON have it: `pl04`, `percent:2.5`, `sqrt`.
    public var name: String {
        switch self {
        case .appendix04: "pl04"
        case .percent(let percent): "percent:\(percent)"
        case .squareRoot: "sqrt"
        }
    }

    public init?(name: String) {
        switch name {
        case "pl04": self = .appendix04
        case "sqrt": self = .squareRoot
        default:
            guard name.hasPrefix("percent:"), let percent = Double(name.dropFirst(8)), percent.isFinite, percent > 0
            else { return nil }
            self = .percent(percent)
        }
    }
}
