import CGDAL

/// What a layer says of itself.
public struct LayerSchema: Hashable, Sendable {
    public var name: String
    /// Name of the geometry column; empty in formats that have one without a name, nil for a table.
    public var geometryColumn: String?
    public var geometryType: GeometryType
    /// Name of the feature id's column; empty where the format keeps none.
    public var fidColumn: String
    public var fields: [FieldDefinition]
    public var crs: SpatialReference?
}

/// A column of a layer.
public struct FieldDefinition: Hashable, Sendable {
    public var name: String
    public var type: FieldType
    /// In characters or digits; 0 where unlimited.
    public var width: Int
    /// Digits behind the decimal point; 0 where unknown.
    public var precision: Int

    public init(_ name: String, _ type: FieldType, width: Int = 0, precision: Int = 0) {
        self.name = name
        self.type = type
        self.width = width
        self.precision = precision
    }

    init(_ field: OGRFieldDefnH?) {
        self.init(
            String(cString: OGR_Fld_GetNameRef(field)), FieldType(OGR_Fld_GetType(field), OGR_Fld_GetSubType(field)),
            width: Int(OGR_Fld_GetWidth(field)), precision: Int(OGR_Fld_GetPrecision(field)))
    }
}

public enum FieldType: String, Hashable, Sendable {
    case boolean, integer, integer64, real, text, date, time, dateTime, binary
    /// Lists of integers, reals or texts.
    case list

    init(_ type: OGRFieldType, _ subtype: OGRFieldSubType) {
        switch type {
        case OFTInteger: self = subtype == OFSTBoolean ? .boolean : .integer
        case OFTInteger64: self = .integer64
        case OFTReal: self = .real
        case OFTDate: self = .date
        case OFTTime: self = .time
        case OFTDateTime: self = .dateTime
        case OFTBinary: self = .binary
        case OFTIntegerList, OFTInteger64List, OFTRealList, OFTStringList: self = .list
        default: self = .text
        }
    }

    var ogr: OGRFieldType {
        switch self {
        case .boolean, .integer: OFTInteger
        case .integer64: OFTInteger64
        case .real: OFTReal
        case .text: OFTString
        case .date: OFTDate
        case .time: OFTTime
        case .dateTime: OFTDateTime
        case .binary: OFTBinary
        case .list: OFTStringList
        }
    }
}

/// The geometry type of a layer, by its code in ISO WKB.
public struct GeometryType: Hashable, Sendable, CustomStringConvertible {
    /// As 3 for Polygon, 1006 for MultiPolygon Z; nil for a table without geometry.
    public var isoCode: UInt32?

    public init(isoCode: UInt32?) { self.isoCode = isoCode }

    public static let none = GeometryType(isoCode: nil)
    public static let unknown = GeometryType(isoCode: 0)
    public static let point = GeometryType(isoCode: 1)
    public static let lineString = GeometryType(isoCode: 2)
    public static let polygon = GeometryType(isoCode: 3)
    public static let multiPoint = GeometryType(isoCode: 4)
    public static let multiLineString = GeometryType(isoCode: 5)
    public static let multiPolygon = GeometryType(isoCode: 6)

    init(_ type: OGRwkbGeometryType) {
        if type == wkbNone {
            isoCode = nil
            return
        }
        let flat = OGR_GT_Flatten(type).rawValue
        isoCode = flat + (OGR_GT_HasZ(type) != 0 ? 1000 : 0) + (OGR_GT_HasM(type) != 0 ? 2000 : 0)
    }

    var ogr: OGRwkbGeometryType {
        guard let isoCode else { return wkbNone }
        return OGR_GT_SetModifier(OGRwkbGeometryType(isoCode % 1000), hasZ ? 1 : 0, hasM ? 1 : 0)
    }

    public var hasZ: Bool { isoCode.map { $0 / 1000 == 1 || $0 / 1000 == 3 } ?? false }
    public var hasM: Bool { isoCode.map { $0 / 1000 >= 2 } ?? false }
    public var hasCurves: Bool { isoCode.map { (8...14).contains($0 % 1000) } ?? false }
    /// Whether features of this layer can be polygons: polygons, surfaces, collections, or anything at all.
    public var mayHoldPolygons: Bool {
        guard let isoCode else { return false }
        return [0, 3, 6, 7, 10, 12, 14, 15, 16, 17].contains(isoCode % 1000)
    }

    public var description: String {
        isoCode == nil ? "None" : String(cString: OGRGeometryTypeToName(ogr))
    }
}

/// A CRS as the source states it.
public struct SpatialReference: Hashable, Sendable {
    /// WKT 2, or WKT 1 where that cannot be made.
    public var wkt: String
    /// As `EPSG:5897`, where the source names an authority.
    public var authority: String?
    public var name: String
    /// Whether coordinates are degrees.
    public var isGeographic: Bool

    /// Nil for none, and for what GeoPackage has in its place ("Undefined geographic SRS").
    init?(_ handle: OGRSpatialReferenceH?) {
        guard let handle else { return nil }
        name = OSRGetName(handle).map { String(cString: $0) } ?? ""
        if ["undefined geographic srs", "undefined cartesian srs"].contains(name.lowercased()) { return nil }
        isGeographic = OSRIsGeographic(handle) != 0
        var text: UnsafeMutablePointer<CChar>?
        var messages: [GDALMessage] = []
        let status = listening(to: &messages) {
            withStringList(["FORMAT=WKT2_2019"]) { OSRExportToWktEx(handle, &text, $0) }
        }
        defer { VSIFree(text) }
        guard status == OGRERR_NONE, let text else { return nil }
        wkt = String(cString: text)
        if let authority = OSRGetAuthorityName(handle, nil), let code = OSRGetAuthorityCode(handle, nil) {
            self.authority = "\(String(cString: authority)):\(String(cString: code))"
        }
    }
}

/// A box in the units of the layer's CRS.
public struct LayerExtent: Hashable, Sendable {
    public var minX: Double
    public var minY: Double
    public var maxX: Double
    public var maxY: Double

    public init(minX: Double, minY: Double, maxX: Double, maxY: Double) {
        self.minX = minX
        self.minY = minY
        self.maxX = maxX
        self.maxY = maxY
    }
}
