import CGDAL

/// One message of GDAL.
struct GDALMessage: Sendable {
    var isFailure: Bool
    var text: String
}

/// What GDAL says on one thread while it listens.
final class Listener {
    var messages: [GDALMessage] = []

    /// Messages that tell a reader nothing.
    static func isNoise(_ text: String) -> Bool {
        // GDAL 3.6 says this of every GeoPackage that a newer GDAL wrote, and reads it well.
        text.contains("may only be partially supported")
            // The SQLite driver takes these two and does not list them.
            || text.hasSuffix("does not support open option IMMUTABLE")
            || text.hasSuffix("does not support open option NOLOCK")
    }
}

private func hear(kind: CPLErr, number: CPLErrorNum, text: UnsafePointer<CChar>?) {
    guard kind.rawValue >= CE_Warning.rawValue, let text, let data = CPLGetErrorHandlerUserData() else { return }
    let message = String(cString: text)
    if Listener.isNoise(message) { return }
    // The pointer was made from a listener that outlives the call, on this thread (see `listening`).
    let listener = Unmanaged<Listener>.fromOpaque(data).takeUnretainedValue()
    listener.messages.append(GDALMessage(isFailure: kind.rawValue >= CE_Failure.rawValue, text: message))
}

/// Runs `body` and collects the whole chain of messages that GDAL utters on this thread meanwhile.
///
/// GDAL often emits several errors in one call and remembers only the last; handlers and error state belong to the
/// thread, so `body` must not hop threads.
func listening<R: ~Copyable>(to messages: inout [GDALMessage], _ body: () -> R) -> R {
    let listener = Listener()
    return withExtendedLifetime(listener) {
        CPLPushErrorHandlerEx(hear, Unmanaged.passUnretained(listener).toOpaque())
        CPLErrorReset()
        let result = body()
        CPLPopErrorHandler()
        messages = listener.messages
        return result
    }
}

/// What GDAL says on threads of its own, which read batches ahead. Without this it would go to standard error.
///
/// A message does not say which stream it belongs to: the next one that pulls a batch takes it.
enum StrayMessages {
    private static let kept = Guarded<[GDALMessage]>([])

    /// Listens wherever nobody else does.
    static func listen() {
        CPLSetErrorHandler { kind, _, text in
            guard kind.rawValue >= CE_Warning.rawValue, let text else { return }
            let message = String(cString: text)
            if Listener.isNoise(message) { return }
            StrayMessages.kept.withLock { kept in
                if kept.count < 100 {
                    kept.append(GDALMessage(isFailure: kind.rawValue >= CE_Failure.rawValue, text: message))
                }
            }
        }
    }

    static func take() -> [GDALMessage] {
        kept.withLock { kept in
            defer { kept = [] }
            return kept
        }
    }
}

/// Messages of calls that succeeded, kept for whoever reports them.
final class Remarks {
    private(set) var warnings: [String] = []
    private(set) var failures: [String] = []
    /// A damaged file can repeat one message a million times.
    private let limit = 100

    func add(_ messages: [GDALMessage]) {
        for message in messages {
            if message.isFailure {
                if failures.count < limit, failures.last != message.text { failures.append(message.text) }
            } else if warnings.count < limit, warnings.last != message.text {
                warnings.append(message.text)
            }
        }
    }
}
