import Cadastre
import GDALKit

/// A format in which layers are handed on.
public enum LayerFormat: String, CaseIterable, Hashable, Sendable {
    case geoPackage = "GPKG"
    case shapefile = "ESRI Shapefile"
    case fileGDB = "OpenFileGDB"
    case flatGeobuf = "FlatGeobuf"
    case geoJSON = "GeoJSON"
    case gml = "GML"
    case dxf = "DXF"
    case dgn = "DGN"
    case tab = "TAB"
    case mif = "MIF"
    case kml = "KML"
    case parquet = "Parquet"

    /// The format of a name as users write it: GDAL's, that of the files, or a usual one.
    public init?(named name: String) {
        let name = name.lowercased()
        let others: [String: LayerFormat] = [
            "geopackage": .geoPackage, "shapefile": .shapefile, "shp": .shapefile, "filegdb": .fileGDB,
            "gdb": .fileGDB, "fgb": .flatGeobuf, "json": .geoJSON, "dgn7": .dgn, "mapinfo": .tab,
            "mapinfo file": .tab, "geoparquet": .parquet,
        ]
        guard let format = Self.allCases.first(where: { $0.rawValue.lowercased() == name }) ?? others[name] else {
            return nil
        }
        self = format
    }

    /// GDAL's name of the driver.
    var driver: String {
        switch self {
        case .tab, .mif: "MapInfo File"
        default: rawValue
        }
    }

    /// Whether this GDAL writes it.
    public var isAvailable: Bool { isDrawing || GDALLibrary.hasDriver(driver) }

    /// Lines and texts on levels, without fields.
    public var isDrawing: Bool { self == .dxf || self == .dgn }

    /// Whether its coordinates are always longitude and latitude of WGS 84.
    public var isInDegrees: Bool { self == .geoJSON || self == .kml }

    /// Of the main file.
    var fileExtension: String {
        switch self {
        case .geoPackage: "gpkg"
        case .shapefile: "shp"
        case .fileGDB: "gdb"
        case .flatGeobuf: "fgb"
        case .geoJSON: "geojson"
        case .gml: "gml"
        case .dxf: "dxf"
        case .dgn: "dgn"
        case .tab: "tab"
        case .mif: "mif"
        case .kml: "kml"
        case .parquet: "parquet"
        }
    }

    /// Whether the layer goes by the name of its file.
    var namesLayerAsFile: Bool { [.shapefile, .tab, .mif].contains(self) }

    /// Whether features keep the ids of the source.
    var keepsFids: Bool { [.geoPackage, .fileGDB, .geoJSON, .gml].contains(self) }

    /// - Parameter description: of the content, where the format has a place for it.
    func datasetOptions(description: String) -> [String] {
        switch self {
        case .gml: ["FORMAT=GML3.2", "NAME=parcels", "DESCRIPTION=\(description)"]
        case .mif: ["FORMAT=MIF"]
        default: []
        }
    }

    /// - Parameters:
    ///   - bounds: the ground of the layer in its CRS, for the coordinate steps of a TAB.
    ///   - hasDegrees: whether its CRS measures in degrees.
    ///   - date: as `2025-11-10`.
    func layerOptions(description: String, bounds: GroundBox, hasDegrees: Bool, date: String) -> [String] {
        switch self {
        case .geoPackage: ["DESCRIPTION=\(description)"]
        case .shapefile: ["ENCODING=UTF-8", "DBF_DATE_LAST_UPDATE=\(date)"]
        case .flatGeobuf: ["SPATIAL_INDEX=YES"]
        // A tenth of a millimetre.
        case .geoJSON: ["RFC7946=YES", "COORDINATE_PRECISION=9", "DESCRIPTION=\(description)"]
        case .fileGDB: ["DOCUMENTATION=<metadata><abstract>\(QMLStyle.escape(description))</abstract></metadata>"]
        case .tab: ["BOUNDS=\(LayerFormat.tabBounds(bounds, hasDegrees: hasDegrees))"]
        default: []
        }
    }

    /// A box with room around it. A TAB has 2³¹ steps across it: over a ward of 10 km less than 0.01 mm.
    private static func tabBounds(_ box: GroundBox, hasDegrees: Bool) -> String {
        if box.isNothing { return hasDegrees ? "-180,-90,180,90" : "400000,2000000,800000,2600000" }
        let margin = max(box.width, box.height) * 0.1 + (hasDegrees ? 0.001 : 100)
        return [box.west - margin, box.south - margin, box.east + margin, box.north + margin]
            .map { "\($0)" }.joined(separator: ",")
    }
}
