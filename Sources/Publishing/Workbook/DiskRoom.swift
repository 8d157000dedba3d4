import Glibc

/// Room on the disk, asked for before a library writes that does not look whether its writes succeed.
enum DiskRoom {
    /// Fails when the disk of a folder has no room for so many bytes.
    /// - Parameter path: what is to be written, for the message.
    static func reserve(bytes: Int, in folder: String, for path: String) throws(OutputError) {
        let place = "\(folder)/room"
        let descriptor = open(place, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw OutputError(.writeFailed, "\(path) could not be written: \(systemReason())")
        }
        defer {
            close(descriptor)
            unlink(place)
        }
        let failed = posix_fallocate(descriptor, 0, bytes)
        if failed != 0 {
            throw OutputError(.writeFailed, "\(path) could not be written: \(String(cString: strerror(failed)))")
        }
    }
}
