import Glibc

/// Keeps a second run out of a folder. The lock goes with the process, however it ends.
struct RunLock: Sendable {
    private let descriptor: Int32

    /// - Parameters:
    ///   - isShared: wards of one run may be worked by several processes at once; nothing else may.
    ///   - patience: seconds to wait for others to end.
    init(_ path: String, folder: String, isShared: Bool = false, patience: Int = 0) throws(ProjectError) {
        descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw ProjectError(.cannotCreate, "\(path) cannot be created") }
        for attempt in 0... {
            if flock(descriptor, (isShared ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0 { return }
            if attempt >= patience { break }
            sleep(1)
        }
        close(descriptor)
        throw ProjectError(.cannotCreate, "another run works in \(folder); wait for it, or name another --output")
    }

    func release() { close(descriptor) }
}
