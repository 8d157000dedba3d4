import FoundationEssentials
import Glibc
import Publishing

/// Standard error and standard output.
enum Terminal {
    static var standardErrorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// A line on standard error; on a terminal it takes the place of the progress line.
    static func say(_ line: String) {
        write((standardErrorIsTerminal ? "\r\u{1B}[K" : "") + line + "\n", to: STDERR_FILENO)
    }

    /// Text on standard error as it is.
    static func put(_ text: String) { write(text, to: STDERR_FILENO) }

    /// A result on standard output.
    static func answer(_ text: String) throws(OutputError) {
        // A reader that has seen enough, as `head`, is no failure.
        if write(text, to: STDOUT_FILENO) || errno == EPIPE { return }
        let reason = String(cString: strerror(errno))
        throw OutputError(.writeFailed, "standard output could not be written: \(reason)")
    }

    /// - Returns: whether all was written; if not, `errno` says why.
    @discardableResult
    private static func write(_ text: String, to descriptor: CInt) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            var done = 0
            while done < bytes.count {
                let count = Glibc.write(descriptor, bytes.baseAddress! + done, bytes.count - done)
                if count > 0 { done += count } else if errno != EINTR { return false }
            }
            return true
        }
    }

    /// This program's own file.
    static var executable: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    }
}
