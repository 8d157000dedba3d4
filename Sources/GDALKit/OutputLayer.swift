import CGDAL

/// A layer to be written.
public struct OutputLayer: Hashable, Sendable {
    public var name: String
    public var geometryType: GeometryType
    public var fields: [FieldDefinition]
    /// `EPSG:5897`, WKT, or anything that GDAL understands as a CRS; nil for none.
    public var crs: String?
    /// Layer creation options (`NAME=value`) of the driver.
    public var options: [String]

    public init(
        _ name: String, _ geometryType: GeometryType, fields: [FieldDefinition], crs: String? = nil,
        options: [String] = []
    ) {
        self.name = name
        self.geometryType = geometryType
        self.fields = fields
        self.crs = crs
        self.options = options
    }
}

/// A value of one field of one feature.
public enum FieldValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case date(year: Int, month: Int, day: Int)
    case binary([UInt8])

    /// The text, or null where there is none.
    public init(_ text: String?) { self = text.map { .text($0) } ?? .null }
    /// The number, or null where there is none.
    public init(_ real: Double?) { self = real.map { .real($0) } ?? .null }
    /// The number, or null where there is none.
    public init(_ integer: Int?) { self = integer.map { .integer(Int64($0)) } ?? .null }
    /// 1 or 0.
    public init(_ truth: Bool) { self = .integer(truth ? 1 : 0) }

    func set(_ feature: OGRFeatureH, _ field: Int32) {
        switch self {
        case .null: OGR_F_SetFieldNull(feature, field)
        case .integer(let value): OGR_F_SetFieldInteger64(feature, field, value)
        case .real(let value): OGR_F_SetFieldDouble(feature, field, value)
        case .text(let value): OGR_F_SetFieldString(feature, field, value)
        case .date(let year, let month, let day):
            OGR_F_SetFieldDateTime(feature, field, Int32(year), Int32(month), Int32(day), 0, 0, 0, 0)
        case .binary(let bytes):
            bytes.withUnsafeBytes { OGR_F_SetFieldBinary(feature, field, Int32($0.count), $0.baseAddress) }
        }
    }
}
