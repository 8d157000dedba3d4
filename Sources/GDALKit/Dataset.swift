import CGDAL
import Glibc

/// An open source, for reading only; closed when its owner goes.
///
/// Used by one thread at a time. Nothing is written beside the input: see `GDALLibrary` and `quietOptions`.
public struct Dataset: ~Copyable {
    let raw: UnsafeMutableRawPointer
    let remarks = Remarks()
    /// The source as it was named, without a password.
    public let path: String
    /// Closed before it goes: the order of `deinit`.
    private let snapshot: DatabaseSnapshot?
    /// The source is open in another program; what is read is a copy with that program's latest saved changes.
    public let isSnapshot: Bool
    /// What GDAL opened: the source, or the snapshot of it.
    let file: String
    /// How the file stood when it was opened; nil where it is no plain file.
    let stamp: FileStamp?

    /// The formats that may be opened. Not among them: VRT, which reads any path or URL under any file name, and
    /// everything that needs the network.
    public static let readableDrivers = [
        "GPKG", "ESRI Shapefile", "FlatGeobuf", "GeoJSON", "GeoJSONSeq", "TopoJSON", "ESRIJSON", "GML", "OpenFileGDB",
        "MapInfo File", "EDIGEO", "SQLite", "CSV", "XLSX", "XLS", "ODS", "PostgreSQL", "DXF", "DGN", "CAD", "KML",
        "LIBKML",
    ]

    /// Open options that keep a driver from writing beside the input.
    private static func quietOptions(of driver: String?) -> [String] {
        switch driver {
        case "GML": ["WRITE_GFS=NO", "DOWNLOAD_SCHEMA=NO"]
        // SQLite would make -wal and -shm files for a database in WAL mode, and needs locks in the folder.
        case "GPKG", "SQLite": ["IMMUTABLE=YES", "NOLOCK=YES"]
        default: []
        }
    }

    /// Opens a source.
    /// - Parameters:
    ///   - path: a file, a folder, or any name GDAL knows (`/vsizip/a.zip`, `PG:dbname=x`).
    ///   - drivers: names of the drivers that may open it.
    ///   - options: open options (`NAME=value`) of the driver.
    public init(
        opening path: String, drivers: [String] = Dataset.readableDrivers, options: [String] = []
    ) throws(GDALError) {
        GDALLibrary.prepare()
        let shown = SourceName.shown(path)
        let place = GDALPlace(path: shown)
        if let database = DatabaseName(path), !database.isWellFormed {
            throw GDALError(
                .badRequest, call: "GDALOpenEx", at: place,
                messages: [DatabaseName.rule])
        }
        try Dataset.refuseNetwork(path)
        try Dataset.findInput(path)
        if DatabaseSnapshot.isTorn(path) {
            throw GDALError(
                .cannotOpen, call: "GDALOpenEx", at: place,
                messages: [
                    "a program is writing it, or was interrupted while it did (\(path)-journal): open it in QGIS once"
                ])
        }
        let snapshot = try DatabaseSnapshot(of: path)
        let isSnapshot: Bool
        let file: String
        switch snapshot {
        case .some(let snapshot): (isSnapshot, file) = (true, snapshot.path)
        case .none: (isSnapshot, file) = (false, path)
        }
        let stamp = FileStamp(of: file)
        let remarks = remarks
        let checked = Checked("GDALOpenEx", .cannotOpen, at: place, remarks: remarks)
        let flags = UInt32(GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR)
        let handle = try checked.handle {
            withStringList(drivers) { drivers in
                let driver = GDALIdentifyDriverEx(file, flags, drivers, nil)
                let name = driver.map { String(cString: GDALGetDriverShortName($0)) }
                let quiet = isSnapshot ? [] : Dataset.quietOptions(of: name)
                return withStringList(quiet + options) { GDALOpenEx(file, flags, drivers, $0, nil) }
            }
        }
        raw = handle
        self.snapshot = snapshot
        self.isSnapshot = isSnapshot
        self.file = file
        self.stamp = stamp
        self.path = shown
        LiveHandle.dataset.born()
    }

    deinit {
        var messages: [GDALMessage] = []
        listening(to: &messages) { GDALClose(raw) }
        LiveHandle.dataset.died()
    }

    /// Short name of the driver that opened it, as `GPKG`.
    public var driver: String { String(cString: GDALGetDriverShortName(GDALGetDatasetDriver(raw))) }

    /// What GDAL remarked in calls that succeeded.
    public var warnings: [String] { remarks.warnings }
    /// Failures that GDAL uttered in calls that succeeded: a feature it could not read, for example.
    public var failures: [String] { remarks.failures }

    public var layerCount: Int { Int(GDALDatasetGetLayerCount(raw)) }

    public var layerNames: [String] {
        (0..<layerCount).map { String(cString: OGR_L_GetName(GDALDatasetGetLayer(raw, Int32($0)))) }
    }

    /// The number of the layer of a name, in any case where none has it exactly so. A table of PostgreSQL is also found
    /// as `schema.table` where GDAL leaves the schema out, being the present one.
    public func layerIndex(named name: String) -> Int? {
        let names = layerNames
        if let index = names.firstIndex(of: name)
            ?? names.firstIndex(where: { $0.lowercased() == name.lowercased() })
        {
            return index
        }
        guard driver == "PostgreSQL" else { return nil }
        var messages: [GDALMessage] = []
        guard let handle = listening(to: &messages, { GDALDatasetGetLayerByName(raw, name) }) else { return nil }
        return names.indices.first { GDALDatasetGetLayer(raw, Int32($0)) == handle }
    }

    /// Runs `body` with a layer.
    /// - Parameter index: one of `0..<layerCount`.
    public borrowing func withLayer<R: ~Copyable, E: Error>(
        at index: Int, _ body: (borrowing Layer) throws(E) -> R
    ) throws(E) -> R {
        guard let handle = GDALDatasetGetLayer(raw, Int32(index)) else {
            preconditionFailure("\(path) has no layer \(index)")
        }
        return try body(Layer(raw: handle, path: path, remarks: remarks))
    }

    /// Runs `body` with the rows that an SQL statement of the source's own dialect gives.
    public borrowing func withQuery<R: ~Copyable>(
        _ sql: String, _ body: (borrowing Layer) throws -> R
    ) throws -> R {
        let checked = Checked("GDALDatasetExecuteSQL", .badRequest, at: GDALPlace(path: path), remarks: remarks)
        let handle = try checked.handle { GDALDatasetExecuteSQL(raw, sql, nil, nil) }
        defer { GDALDatasetReleaseResultSet(raw, handle) }
        return try body(Layer(raw: handle, path: path, remarks: remarks))
    }

    /// Names with one of these in them lead out of this machine.
    private static func refuseNetwork(_ path: String) throws(GDALError) {
        let remote = [
            "://", "/vsicurl", "/vsis3", "/vsigs", "/vsiaz", "/vsiadls", "/vsioss", "/vsiswift", "/vsihdfs",
            "/vsiwebhdfs",
        ]
        let lower = path.lowercased()
        if remote.contains(where: { lower.contains($0) }), !lower.hasPrefix("postgres") {
            throw GDALError(
                .notAllowed, call: "GDALOpenEx", at: GDALPlace(path: SourceName.shown(path)),
                messages: ["sources on the network are not read; download the file and name it"])
        }
    }

    /// GDAL says of a missing file only that its format is unknown: look first.
    static func findInput(_ path: String) throws(GDALError) {
        if path.hasPrefix("/vsi") || path.hasPrefix("<") || path.contains(":") { return }
        var status = stat()
        if stat(path, &status) == 0 {
            if access(path, R_OK) == 0 { return }
        }
        let reason = String(cString: strerror(errno))
        throw GDALError(
            errno == ENOENT || errno == ENOTDIR ? .noSuchInput : .cannotOpen, call: "stat",
            at: GDALPlace(path: path), messages: [reason])
    }
}
