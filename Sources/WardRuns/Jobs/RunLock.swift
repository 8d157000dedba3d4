import Glibc

/// Keeps a second run out of a folder. The lock goes with the process, however it ends.
struct RunLock: Sendable {
    private let descriptor: Int32

    init(_ path: String, folder: String) throws(ProjectError) {
        descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw ProjectError(.cannotCreate, "\(path) cannot be created") }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw ProjectError(.cannotCreate, "another run works in \(folder); wait for it, or name another --output")
        }
    }

    func release() { close(descriptor) }
}
