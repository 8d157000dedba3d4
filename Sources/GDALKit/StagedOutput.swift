import CGDAL
import Glibc

/// A folder beside the target in which an output comes into being; its files move to their final names at the end.
///
/// Whatever happens before, nothing half-written stands under the final name, for formats of one file or of many.
struct StagedOutput: ~Copyable {
    /// The folder of the target.
    private let folder: String
    private let staging: String
    private let name: String
    let replacing: Bool

    /// Where the driver writes.
    var path: String { "\(staging)/\(name)" }
    /// The final name.
    var target: String { folder == "." ? name : folder == "/" ? "/\(name)" : "\(folder)/\(name)" }

    init(for target: String, replacing: Bool) throws(GDALError) {
        let place = GDALPlace(path: target)
        var trimmed = Substring(target)
        while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
        let slash = trimmed.lastIndex(of: "/")
        name = String(slash.map { trimmed[trimmed.index(after: $0)...] } ?? trimmed)
        folder = slash.map { $0 == trimmed.startIndex ? "/" : String(trimmed[..<$0]) } ?? "."
        self.replacing = replacing
        guard !name.isEmpty, !target.hasPrefix("/vsi") else {
            throw GDALError(.cannotCreate, call: "mkdtemp", at: place, messages: ["name a file to write to"])
        }
        if !replacing, StagedOutput.exists(target) {
            throw GDALError(.exists, call: "stat", at: place, messages: ["the output exists already"])
        }
        guard let staging = UnfinishedOutputs.makeFolder(in: folder) else {
            let reason = String(cString: strerror(errno))
            throw GDALError(
                .cannotCreate, call: "mkdtemp", at: place, messages: ["cannot write into \(folder): \(reason)"])
        }
        self.staging = staging
    }

    deinit { UnfinishedOutputs.remove(staging) }

    /// Moves everything that was written to its final name.
    borrowing func publish() throws(GDALError) {
        let entries = UnfinishedOutputs.entries(of: staging)
        if !replacing, let taken = entries.first(where: { StagedOutput.exists("\(folder)/\($0)") }) {
            throw GDALError(
                .exists, call: "rename", at: GDALPlace(path: target), messages: ["\(folder)/\(taken) exists already"])
        }
        if replacing { removeStaleCompanions(keeping: entries) }
        for entry in entries {
            let final = "\(folder)/\(entry)"
            // A folder (FileGDB) cannot be renamed over another.
            if StagedOutput.isFolder(final) { VSIRmdirRecursive(final) }
            guard rename("\(staging)/\(entry)", final) == 0 else {
                let reason = String(cString: strerror(errno))
                throw GDALError(.writeFailed, call: "rename", at: GDALPlace(path: final), messages: [reason])
            }
        }
    }

    /// Files of the dataset that is replaced which would be taken for files of the new one.
    private func removeStaleCompanions(keeping entries: [String]) {
        for suffix in ["-wal", "-shm", "-journal"] { unlink(target + suffix) }
        guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return }
        let stem = name[..<dot]
        for suffix in ["qix", "sbn", "sbx", "cpg", "prj", "qpj", "xsd", "gfs"]
        where !entries.contains("\(stem).\(suffix)") {
            if ["shp", "gml"].contains(name[name.index(after: dot)...].lowercased()) {
                unlink("\(folder)/\(stem).\(suffix)")
            }
        }
    }

    private static func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }
}
