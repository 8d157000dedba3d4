/// A field that a format could not take as it is.
public struct FieldChange: Hashable, Sendable {
    /// As the source has it.
    public var source: FieldDefinition
    /// As it was made: of another name, of another type, or for shorter values; nil where the format has no such
    /// field, and its values are left out.
    public var written: FieldDefinition?

    public init(_ source: FieldDefinition, _ written: FieldDefinition?) {
        self.source = source
        self.written = written
    }
}

extension FieldDefinition {
    /// Whether every value of this field fits the other, under the same name.
    func isKept(by other: FieldDefinition) -> Bool {
        // A driver gives whole numbers a width that grows.
        let hasLimit = type == .text || type == .real || type == .binary
        let isNarrowed =
            other.width > 0 && (width == 0 || other.width < width)
            || other.precision > 0 && other.precision < precision
        return name == other.name && type == other.type && !(hasLimit && isNarrowed)
    }

    /// Whether every value of this field is also one of the other's type.
    func isTaken(by other: FieldDefinition) -> Bool {
        switch (type, other.type) {
        case (_, .text), (.boolean, .integer), (.boolean, .integer64), (.boolean, .real), (.integer, .integer64),
            (.integer, .real), (.date, .dateTime):
            true
        default: type == other.type
        }
    }
}
