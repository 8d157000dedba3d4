import Cadastre
import GDALKit

/// Formats other than GeoPackage in which a corrected map is handed back, and what they lose.
public enum FixFormat {
    /// Drivers that `--format` knows, by the names that users give them.
    public static let drivers = ["GPKG", "ESRI Shapefile", "OpenFileGDB", "FlatGeobuf", "GeoJSON", "MapInfo File"]

    /// The driver of a name, whatever its case.
    public static func driver(named name: String) -> String? {
        drivers.first { $0.lowercased() == name.lowercased() }
    }

    static func datasetOptions(of driver: String) -> [String] { [] }

    static func layerOptions(of driver: String) -> [String] {
        switch driver {
        case "ESRI Shapefile": ["ENCODING=UTF-8"]
        case "MapInfo File": ["BOUNDS=400000,2000000,800000,2600000"]
        case "GeoJSON": ["COORDINATE_PRECISION=15", "RFC7946=NO"]
        default: []
        }
    }

    /// The first feature id of a format that numbers features itself; nil where they keep the source's.
    static func firstFid(of driver: String) -> Int64? {
        switch driver {
        case "ESRI Shapefile", "FlatGeobuf": 0
        case "MapInfo File": 1
        default: nil
        }
    }

    /// The name of the one layer: that of the file.
    static func layerName(_ path: String) -> String {
        var name = path.split(separator: "/").last.map(String.init) ?? "parcels"
        if let dot = name.lastIndex(of: "."), dot > name.startIndex { name = String(name[..<dot]) }
        return name
    }

    /// The GeoPackage with the layers about the map, beside it.
    public static func companion(of path: String) -> String { stem(path) + "_changes.gpkg" }
    /// The text that says what the format lost, beside the map.
    public static func lossesFile(of path: String) -> String { stem(path) + "_losses.txt" }

    /// Writes what was lost, a line each; nothing where nothing was.
    public static func writeLosses(_ losses: [ReportNote], of path: String, overwrite: Bool) throws {
        if losses.isEmpty { return }
        let output = try ByteOutput.open(lossesFile(of: path), overwrite: overwrite, inputs: [])
        try output.write(Array((losses.map(\.text).joined(separator: "\n") + "\n").utf8))
        try output.finish()
    }

    private static func stem(_ path: String) -> String {
        guard let dot = path.lastIndex(of: "."), path[dot...].firstIndex(of: "/") == nil else { return path }
        return String(path[..<dot])
    }

    static func notes(_ changes: [FieldChange], _ language: Language) -> [ReportNote] {
        changes.map { change in
            let source = "\(change.source.name) (\(change.source.type.rawValue))"
            let text: String
            if let written = change.written {
                let now = "\(written.name) (\(written.type.rawValue)\(written.width > 0 ? ", \(written.width)" : ""))"
                text = language == .vi ? "trường \(source) thành \(now)" : "field \(source) became \(now)"
            } else {
                text = language == .vi ? "trường \(source) không ghi được" : "field \(source) is left out"
            }
            return ReportNote(text, isWarning: true)
        }
    }

    static func renumbered(_ language: Language) -> ReportNote {
        ReportNote(
            language == .vi
                ? "nhiều nguồn thành một lớp: mã đối tượng (fid) được đánh lại theo thứ tự đọc"
                : "several sources became one layer: feature ids are numbered anew in the order of reading",
            isWarning: true)
    }

    /// What a format loses whatever the fields are.
    static func losses(of driver: String, _ language: Language) -> [ReportNote] {
        func say(_ vi: String, _ en: String) -> [ReportNote] {
            [ReportNote(language == .vi ? vi : en, isWarning: true)]
        }
        switch driver {
        case "ESRI Shapefile":
            return say(
                "Shapefile: tên trường cắt còn 10 ký tự, chữ dài cắt còn 254 byte, fid đánh lại từ 0",
                "Shapefile: names of fields are cut to 10 characters, texts to 254 bytes, feature ids begin at 0")
        case "OpenFileGDB":
            return say(
                "FileGDB: tọa độ dịch tới 0,24 µm, số nguyên 64 bit thành số thực",
                "FileGDB: coordinates move by up to 0.24 µm, 64-bit integers become reals")
        case "MapInfo File":
            return say(
                "MapInfo: mất gốc tọa độ VN-2000 (ghi thành WGS84), tọa độ theo bước của tệp TAB",
                "MapInfo: the datum VN-2000 is lost (written as WGS84), coordinates stand in the steps of the TAB file")
        case "FlatGeobuf":
            return say(
                "FlatGeobuf: đối tượng xếp theo chỉ mục không gian, fid đánh lại",
                "FlatGeobuf: features are ordered by the spatial index and numbered anew")
        case "GeoJSON":
            return say("GeoJSON: tọa độ ghi dạng thập phân", "GeoJSON: coordinates are written as decimals")
        default: return []
        }
    }
}
