import GDALKit
import Glibc

/// Bytes to a file that appears under its name whole or not at all, or to standard output.
final class ByteOutput {
    private var descriptor: CInt
    /// Where the bytes are until `finish`, beside the final place; nil for standard output.
    private let temporary: String?
    private let path: String

    private init(descriptor: CInt, temporary: String?, path: String) {
        self.descriptor = descriptor
        self.temporary = temporary
        self.path = path
    }

    /// - Parameter path: a file, or `-` for standard output.
    static func open(_ path: String, overwrite: Bool, inputs: [String]) throws(OutputError) -> ByteOutput {
        if path == "-" {
            return ByteOutput(descriptor: STDOUT_FILENO, temporary: nil, path: "standard output")
        }
        if OutputPlace.isStream(path) {
            let descriptor = Glibc.open(path, O_WRONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw OutputError(.cannotCreate, "\(path): \(systemReason())") }
            return ByteOutput(descriptor: descriptor, temporary: nil, path: path)
        }
        try OutputPlace.check(path, overwrite: overwrite, inputs: inputs)
        guard let (temporary, descriptor) = UnfinishedOutputs.makeFile(in: OutputPlace.folder(of: path)) else {
            throw OutputError(.cannotCreate, "\(path) cannot be created: \(systemReason())")
        }
        return ByteOutput(descriptor: descriptor, temporary: temporary, path: path)
    }

    deinit {
        if descriptor > STDERR_FILENO { close(descriptor) }
        if let temporary, descriptor >= 0 { UnfinishedOutputs.remove(temporary) }
    }

    func write(_ bytes: [UInt8]) throws(OutputError) {
        let isComplete = bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count {
                let count = Glibc.write(descriptor, buffer.baseAddress! + done, buffer.count - done)
                if count >= 0 { done += count } else if errno != EINTR { return false }
            }
            return true
        }
        if !isComplete { throw failure() }
    }

    /// Puts the file in its place.
    func finish() throws(OutputError) {
        guard let temporary else { return }
        // A temporary file is private; the finished one is as open as the user's mask lets it be.
        let mask = umask(0)
        umask(mask)
        let isPlaced =
            fchmod(descriptor, 0o666 & ~mask) == 0 && fsync(descriptor) == 0 && rename(temporary, path) == 0
        if !isPlaced { throw failure() }
        close(descriptor)
        descriptor = -1
        UnfinishedOutputs.end(temporary)
    }

    private func failure() -> OutputError {
        OutputError(.writeFailed, "\(path) could not be written: \(systemReason())")
    }
}
