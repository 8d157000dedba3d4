import CGDAL
import Glibc

/// A copy of an SQLite database with its write-ahead log, in a folder of its own; gone with its owner.
///
/// QGIS keeps a GeoPackage open like this: the newest changes stand in the `-wal` file. Reading the two in place would
/// write locks beside the input, and reading the file alone would miss the changes.
struct DatabaseSnapshot: ~Copyable {
    private let folder: String
    /// The copy.
    let path: String

    /// Nil where there is no log with anything in it.
    init?(of database: String) throws(GDALError) {
        guard DatabaseSnapshot.size(of: database + "-wal") > 0 else { return nil }
        let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        // Listed with the outputs: the copy of a map must not stay behind when the program is told to stop.
        guard let folder = UnfinishedOutputs.makeFolder(in: base) else {
            throw GDALError(
                .cannotOpen, call: "mkdtemp", at: GDALPlace(path: database),
                messages: ["it is open in another program, and there is no room in \(base) to copy it"])
        }
        // Drivers look at the suffix.
        let copy = "\(folder)/copy" + (database.lastIndex(of: ".").map { database[$0...] } ?? "")
        var isCopied = true
        for suffix in ["", "-wal"] where CPLCopyFile(copy + suffix, database + suffix) != 0 {
            isCopied = false
        }
        guard isCopied else {
            UnfinishedOutputs.remove(folder)
            throw GDALError(
                .cannotOpen, call: "CPLCopyFile", at: GDALPlace(path: database),
                messages: ["it is open in another program and cannot be copied to \(folder): is the disk full?"])
        }
        self.folder = folder
        path = copy
    }

    deinit { UnfinishedOutputs.remove(folder) }

    /// Whether a writer was interrupted, or is at work now: the file alone is half of the old and half of the new.
    static func isTorn(_ database: String) -> Bool {
        let journal = database + "-journal"
        guard size(of: journal) > 0, let file = fopen(journal, "rb") else { return false }
        defer { fclose(file) }
        var magic = [UInt8](repeating: 0, count: 8)
        return fread(&magic, 1, 8, file) == 8 && magic == [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7]
    }

    private static func size(of path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }
}
