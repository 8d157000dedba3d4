import CGDAL
import Dispatch
import Glibc

/// Parts the features of one layer of a GeoPackage by the value of a column, into one GeoPackage for each value.
///
/// Rows are copied inside SQLite: every column, type and feature id stays as it is, to the bit. Parts of equal rows are
/// equal files.
public struct GeoPackageParting: Sendable {
    /// One file.
    public struct Part: Sendable, Equatable {
        /// Of the file, without `.gpkg`.
        public var name: String
        public var features: Int
    }

    /// What became of the layer.
    public struct Outcome: Sendable, Equatable {
        /// In the order of their names.
        public var parts: [Part] = []
        /// Features without a value.
        public var withoutValue = 0
        /// Features whose value cannot be the name of a file, and the first such value.
        public var withUnusableValue = 0
        public var firstUnusableValue: String?
        /// The values of features that went into the file of another, by that file's name.
        public var strays: [String: Set<String>] = [:]
    }

    /// The folder of the files with what lies beside each part.
    public static let haloFolder = "halo"

    /// The file of features whose value is no plain name.
    public static let rest = "_unassigned"

    /// What stands in each file beside its rows.
    public struct Settings: Sendable {
        /// The time at which the files say they were changed, as `2025-11-10T00:00:00.000Z`.
        public var time = "1970-01-01T00:00:00.000Z"
        /// Statements that are run in each file at its end.
        public var finishing: [String] = []
        /// Whole numbers get zeros in front up to so many digits.
        public var digits = 1
        /// Features, by id, that go into the file of another value than their own.
        public var homes: [Int64: String] = [:]

        /// In units of the layer: each part gets a file of the rows of others that come so near, in the folder `halo`. Nil
        /// makes none.
        public var haloReach: Double?

        public init() {}
    }

    private let table: PartedTable
    private let settings: Settings
    /// The file that is read, and as it is named in messages.
    private let file: String
    private let uri: String
    private let path: String
    private let stamp: FileStamp?

    /// - Parameters:
    ///   - dataset: must stay open until the parts are written.
    ///   - column: holds the values.
    /// - Throws: `badRequest` where the layer cannot be parted in this way, with the reason; other codes where the file is
    ///   damaged.
    public init(
        of dataset: borrowing Dataset, layer: LayerSchema, by column: String, _ settings: Settings
    ) throws(GDALError) {
        guard dataset.isDatabaseFile else {
            throw GDALError(
                .badRequest, call: "parting", at: GDALPlace(path: dataset.path), messages: ["it is no GeoPackage file"])
        }
        file = dataset.file
        path = dataset.path
        stamp = dataset.stamp
        // A snapshot has a log, which is read too; nothing is ever written beside another file.
        uri = SQLiteURI.name(file, dataset.isSnapshot ? "mode=ro" : "immutable=1")
        self.settings = settings
        table = try PartedTable(
            layer, column: column, in: SQLiteConnection(opening: uri, isNew: false, as: path), path)
    }

    /// Writes the parts into a folder; each appears whole or not at all, in the place of an earlier one.
    /// - Parameter lanes: parts that are written at once.
    public func write(to folder: String, lanes: Int) throws(GDALError) -> Outcome {
        let scan = try PartedRows(table, uri: uri, path: path, settings)
        let halos = settings.haloReach.map { PartHalos.beside(scan.parts, reach: $0) } ?? []
        let haloFolder = "\(folder)/\(Self.haloFolder)"
        if !halos.isEmpty, mkdir(haloFolder, 0o700) != 0, errno != EEXIST {
            let reason = String(cString: strerror(errno))
            throw GDALError(.cannotCreate, call: "mkdir", at: GDALPlace(path: haloFolder), messages: [reason])
        }
        var jobs: [(part: PartedRows.Part, folder: String)] = scan.parts.map { ($0, folder) }
        jobs += halos.map { ($0, haloFolder) }
        jobs.sort { a, b in
            a.part.count != b.part.count
                ? a.part.count > b.part.count : (a.part.name, a.folder) < (b.part.name, b.folder)
        }
        let files = jobs
        let next = Guarded(0)
        let failure = Guarded<GDALError?>(nil)
        DispatchQueue.concurrentPerform(iterations: max(1, min(lanes, jobs.count))) { _ in
            while failure.withLock({ $0 == nil }) {
                let mine = next.withLock { next in
                    defer { next += 1 }
                    return next
                }
                if mine >= files.count { return }
                do throws(GDALError) { try write(files[mine].part, to: files[mine].folder) } catch {
                    failure.withLock { $0 = $0 ?? error }
                }
            }
        }
        if let error = failure.withLock({ $0 }) { throw error }
        guard FileStamp(of: file) == stamp, !DatabaseSnapshot.isTorn(file) else {
            throw GDALError(
                .readFailed, call: "parting", at: GDALPlace(path: path),
                messages: ["another program has written it meanwhile; run again"])
        }
        var outcome = scan.outcome
        outcome.parts = scan.parts.map { Part(name: $0.name, features: $0.count) }.sorted { $0.name < $1.name }
        return outcome
    }

    private func write(_ rows: PartedRows.Part, to folder: String) throws(GDALError) {
        let target = "\(folder)/\(rows.name).gpkg"
        let staged = try StagedOutput(for: target, replacing: true)
        try PartFile(table: table, settings: settings, rows: rows, target: target).write(to: staged.path, from: uri)
        let descriptor = open(staged.path, O_RDONLY | O_CLOEXEC)
        // What is read from a part is as old as its source.
        var status = stat()
        let hasTime = stat(path, &status) == 0
        let times = [status.st_mtim, status.st_mtim]
        guard descriptor >= 0, fchmod(descriptor, 0o600) == 0, !hasTime || futimens(descriptor, times) == 0,
            fsync(descriptor) == 0
        else {
            let reason = String(cString: strerror(errno))
            if descriptor >= 0 { close(descriptor) }
            throw GDALError(.writeFailed, call: "fsync", at: GDALPlace(path: target), messages: [reason])
        }
        close(descriptor)
        try staged.publish()
    }
}
