import GDALKit
import Glibc

/// A folder of files that appear all together or not at all.
///
/// The files come into being in a hidden folder beside the target. `finish()` gives that folder the target's name; a
/// target that exists already takes the files in, replacing those of the same names, when `overwrite` is given.
struct OutputFolder: ~Copyable {
    private let target: String
    private let staging: String
    private let targetExists: Bool

    /// - Parameters:
    ///   - files: names of what will be written.
    ///   - folders: names of folders of what will be written; one that exists is replaced as a whole.
    init(
        _ target: String, files: [String], folders: [String] = [], overwrite: Bool
    ) throws(OutputError) {
        var trimmed = Substring(target)
        while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
        let place = String(trimmed)
        let exists = try OutputFolder.check(place, files: files, folders: folders, overwrite: overwrite)
        let parent = OutputPlace.folder(of: place)
        guard let staging = UnfinishedOutputs.makeFolder(in: parent) else {
            throw OutputError(.cannotCreate, "\(target) cannot be created: \(systemReason()) (\(parent))")
        }
        self.target = place
        self.staging = staging
        targetExists = exists
    }

    /// - Returns: whether there is such a folder.
    private static func check(
        _ target: String, files: [String], folders: [String], overwrite: Bool
    ) throws(OutputError) -> Bool {
        var status = stat()
        guard stat(target, &status) == 0 else { return false }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            throw OutputError(.cannotCreate, "\(target) is not a folder; name another output")
        }
        for file in files { try OutputPlace.check("\(target)/\(file)", overwrite: overwrite) }
        for folder in folders where !overwrite && OutputPlace.exists("\(target)/\(folder)") {
            throw OutputError(
                .cannotCreate, "\(target)/\(folder) exists; give --overwrite to replace it, or another name")
        }
        return true
    }

    deinit { UnfinishedOutputs.remove(staging) }

    /// Makes a folder for files to be written.
    func makeFolder(_ name: String) throws(OutputError) {
        guard mkdir("\(staging)/\(name)", 0o777) == 0 else {
            throw OutputError(.cannotCreate, "\(target)/\(name) cannot be created: \(systemReason())")
        }
    }

    /// Where a file is to be written.
    func path(_ file: String) -> String { "\(staging)/\(file)" }

    /// A message with the files' final places instead of those where they come into being.
    func naming(_ message: String) -> String { message.replacing(staging, with: target) }

    /// Where temporary files may go.
    var scratch: String { staging }

    /// A folder cannot be renamed over another: the old one goes with the staging folder.
    private func moveAside(_ name: String) {
        var status = stat()
        guard lstat("\(target)/\(name)", &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return }
        rename("\(target)/\(name)", "\(staging)/.old-\(name)")
    }

    /// Puts everything in its place.
    consuming func finish() throws(OutputError) {
        let mask = umask(0)
        umask(mask)
        if targetExists {
            for file in UnfinishedOutputs.entries(of: staging) {
                moveAside(file)
                guard rename("\(staging)/\(file)", "\(target)/\(file)") == 0 else {
                    throw OutputError(.writeFailed, "\(target)/\(file) could not be put in place: \(systemReason())")
                }
            }
        } else {
            guard chmod(staging, 0o777 & ~mask) == 0, rename(staging, target) == 0 else {
                throw OutputError(.writeFailed, "\(target) could not be put in place: \(systemReason())")
            }
        }
    }
}
