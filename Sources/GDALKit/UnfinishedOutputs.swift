import Glibc

/// The temporary files and folders in which outputs are coming into being, each beside its final place.
///
/// One list for the whole program, so that nothing stays behind when it is told to stop.
public enum UnfinishedOutputs {
    private struct State {
        var paths: Set<String> = []
        var isStopped = false
    }

    private static let state = Guarded(State())

    /// Makes a folder of a new name.
    /// - Returns: its path; nil with `errno` when it cannot be made, or when the program is being stopped.
    package static func makeFolder(in folder: String) -> String? {
        make(in: folder) { mkdtemp($0) == nil ? nil : 0 }?.path
    }

    /// Makes a file of a new name, open for writing.
    /// - Returns: nil with `errno` when it cannot be made, or when the program is being stopped.
    package static func makeFile(in folder: String) -> (path: String, descriptor: CInt)? {
        make(in: folder) { template in
            let descriptor = mkstemp(template)
            return descriptor < 0 ? nil : descriptor
        }
    }

    /// Made and listed in one step: whoever stops the program finds all that there is.
    private static func make(
        in folder: String, _ body: (UnsafeMutablePointer<CChar>) -> CInt?
    ) -> (path: String, descriptor: CInt)? {
        state.withLock { state in
            if state.isStopped {
                errno = EINTR
                return nil
            }
            var template = Array("\(folder)/.parcelmap-XXXXXX".utf8CString)
            return template.withUnsafeMutableBufferPointer { template in
                guard let start = template.baseAddress, let descriptor = body(start) else { return nil }
                let path = String(cString: start)
                state.paths.insert(path)
                return (path, descriptor)
            }
        }
    }

    /// Lists a file or folder that was made elsewhere and must not stay behind.
    package static func adopt(_ path: String) { state.withLock { _ = $0.paths.insert(path) } }

    /// The file or folder has its final name now.
    package static func end(_ path: String) { state.withLock { _ = $0.paths.remove(path) } }

    /// Removes a file, or a folder with everything in it, if it is still there.
    package static func remove(_ path: String) {
        clear(path)
        end(path)
    }

    /// Removes them all and lets no more begin: for a program that is told to stop.
    /// - Returns: whether there was nothing to remove. What still writes on another thread may make a file in a folder
    ///   that is being removed: call it again until it says so.
    public static func removeAll() -> Bool {
        let paths = state.withLock { state in
            state.isStopped = true
            return state.paths
        }
        let left = paths.filter { access($0, F_OK) == 0 }
        for path in left { clear(path) }
        return left.isEmpty
    }

    private static func clear(_ path: String) {
        if unlink(path) == 0 { return }
        for entry in entries(of: path) { clear("\(path)/\(entry)") }
        rmdir(path)
    }

    /// The names in a folder, sorted.
    package static func entries(of folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }
}
