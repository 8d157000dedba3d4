import Glibc

/// Refuses, before the long work begins, what could not be put in its place at its end.
public enum OutputPlace {
    /// - Parameters:
    ///   - path: a file to make; `-` is always free.
    ///   - inputs: paths that are never written, whatever `overwrite` says.
    /// - Throws: `.cannotCreate`.
    public static func check(_ path: String, overwrite: Bool, inputs: [String] = []) throws(OutputError) {
        if path == "-" { return }
        if let real = realPath(path), inputs.contains(where: { realPath($0) == real }) {
            throw OutputError(.cannotCreate, "\(path) is an input, and inputs are never written; name another output")
        }
        var status = stat()
        if stat(path, &status) == 0 {
            if status.st_mode & S_IFMT == S_IFDIR {
                throw OutputError(.cannotCreate, "\(path) is a folder; name a file")
            }
            if status.st_mode & S_IFMT != S_IFREG {
                throw OutputError(.cannotCreate, "\(path) is not a plain file; name another output")
            }
            if !overwrite {
                throw OutputError(.cannotCreate, "\(path) exists; give --overwrite to replace it, or another name")
            }
            // A journal beside a database means that a program has it open, or died with it; a new file under the
            // old name would be read together with that journal.
            for journal in ["-wal", "-journal"] where access(path + journal, F_OK) == 0 {
                throw OutputError(
                    .cannotCreate,
                    "\(path) is open in another program (\(path)\(journal) exists); close it there and try again")
            }
        }
        let folder = folder(of: path)
        if stat(folder, &status) != 0 || status.st_mode & S_IFMT != S_IFDIR {
            throw OutputError(.cannotCreate, "\(path) cannot be created: there is no folder \(folder)")
        }
        if access(folder, W_OK) != 0 {
            throw OutputError(.cannotCreate, "\(path) cannot be created: \(systemReason()) (\(folder))")
        }
    }

    /// Whether the path is a device or pipe, as `/dev/null`: written straight into, never replaced.
    public static func isStream(_ path: String) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0 else { return false }
        return [S_IFCHR, S_IFIFO, S_IFSOCK].contains(status.st_mode & S_IFMT)
    }

    /// Refuses a file that is there.
    static func checkAbsent(_ path: String) throws(OutputError) {
        if exists(path) {
            throw OutputError(.cannotCreate, "\(path) exists; give --overwrite to replace it, or another name")
        }
    }

    static func exists(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0
    }

    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The path without links, or nil when there is no such file.
    private static func realPath(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }
}

/// What the system says of its last failure: "No space left on device".
func systemReason() -> String { String(cString: strerror(errno)) }
