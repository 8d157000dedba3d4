import CGDAL
import Glibc

extension Dataset {
    /// Copies the database that is open here, byte by byte, with its write-ahead log where it has one.
    ///
    /// The copy holds what was read here: a file that was written since it was opened is refused.
    func copyDatabase(to target: String, as output: GDALPlace) throws(GDALError) {
        for suffix in isSnapshot ? ["", "-wal"] : [""] {
            let size = FileStamp(of: file + suffix)?.size
            guard CPLCopyFile(target + suffix, file + suffix) == 0, FileStamp(of: target + suffix)?.size == size else {
                throw GDALError(
                    .writeFailed, call: "CPLCopyFile", at: output,
                    messages: ["\(path) cannot be copied there; is the disk full?"])
            }
        }
        guard FileStamp(of: file) == stamp, !DatabaseSnapshot.isTorn(file) else {
            throw GDALError(
                .readFailed, call: "CPLCopyFile", at: GDALPlace(path: path),
                messages: ["another program has written it meanwhile; run again"])
        }
    }

    /// Whether it is one database file on a disk of this machine.
    var isDatabaseFile: Bool {
        guard driver == "GPKG", stamp != nil, let stream = fopen(file, "rb") else { return false }
        defer { fclose(stream) }
        var magic = [UInt8](repeating: 0, count: 16)
        return fread(&magic, 1, 16, stream) == 16 && magic == Array("SQLite format 3".utf8) + [0]
    }
}
