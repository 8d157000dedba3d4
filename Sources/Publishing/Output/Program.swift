import GDALKit
import MapChecking
import MapReading

/// The program's name and version as every output carries them.
public enum Program {
    public static let version = "0.1.0"
    /// Of all JSON.
    public static let schema = 1

    /// The libraries that decide results, with their versions.
    public static var libraries: [String: String] {
        ["GDAL": GDALLibrary.version, "GEOS": MapChecker.geosVersion, "PROJ": MapReader.projVersion]
    }
}
