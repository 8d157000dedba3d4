/// The lengths of the units that drawings name.
enum UnitNames {
    /// Metres in a unit of this name; nil for a name that means nothing.
    ///
    /// DGN V7 has room for two letters, so that people shorten names in their own ways.
    static func metres(_ name: String) -> Double? {
        switch name.lowercased().filter({ !$0.isWhitespace && $0 != "." }) {
        case "m", "mt", "me", "mr": 1
        case "km": 1000
        case "dm": 0.1
        case "cm": 0.01
        case "mm": 0.001
        case "ft", "fe", "f", "'": 0.3048
        // The survey foot of the United States.
        case "sf", "uf", "us": 1200 / 3937
        case "in", "i", "\"": 0.0254
        case "yd": 0.9144
        case "mi": 1609.344
        default: nil
        }
    }
}

/// What coordinates of a drawing can be.
enum DrawingLimits {
    /// Nothing on Earth is further from any origin, in metres.
    static let reach = 1e8
}
