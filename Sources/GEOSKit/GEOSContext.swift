import CGEOS

/// One lane's GEOS: its handle and the messages of its last call.
///
/// Not `Sendable`, and never stored where two tasks can reach it: make one inside each lane (0.1 µs). Only the
/// re-entrant functions of GEOS are used, so contexts know nothing of each other.
public final class GEOSContext {
    let raw: GEOSContextHandle_t
    /// What GEOS said since the last call began. A call may say several things; the last alone hides the cause.
    private var messages: [String] = []
    /// How many geometries of this context are alive; the leak tests hold it to 0.
    package internal(set) var liveGeometries = 0

    public init() {
        raw = GEOS_init_r()
        // Unretained is enough: the handle does not outlive this object.
        let me = Unmanaged.passUnretained(self).toOpaque()
        let keep: GEOSMessageHandler_r = { message, me in
            guard let message, let me else { return }
            Unmanaged<GEOSContext>.fromOpaque(me).takeUnretainedValue().messages.append(String(cString: message))
        }
        GEOSContext_setErrorMessageHandler_r(raw, keep, me)
        // Notices repeat what `validity` returns with its place; keeping them would only grow the list.
        GEOSContext_setNoticeMessageHandler_r(raw, { _, _ in }, nil)
    }

    deinit { GEOS_finish_r(raw) }

    /// GEOS's version, as `3.11.1-CAPI-1.17.1`.
    public static var version: String { String(cString: GEOSversion()) }

    private func failed(_ call: String) -> GEOSError {
        GEOSError(call: call, message: messages.joined(separator: "; "))
    }

    // One function for each way in which the C side says that it failed.

    /// A call that returns null when it fails.
    func nonNull<Pointer>(_ call: String, _ body: (GEOSContextHandle_t) -> Pointer?) throws(GEOSError) -> Pointer {
        messages.removeAll(keepingCapacity: true)
        guard let pointer = body(raw) else { throw failed(call) }
        return pointer
    }

    /// A call that returns 0 when it fails.
    func nonZero(_ call: String, _ body: (GEOSContextHandle_t) -> CInt) throws(GEOSError) {
        messages.removeAll(keepingCapacity: true)
        if body(raw) == 0 { throw failed(call) }
    }

    /// A predicate: 0 no, 1 yes, 2 failed.
    func predicate(_ call: String, _ body: (GEOSContextHandle_t) -> CChar) throws(GEOSError) -> Bool {
        messages.removeAll(keepingCapacity: true)
        switch body(raw) {
        case 0: return false
        case 1: return true
        default: throw failed(call)
        }
    }

    /// A C string that GEOS allocated: copied, and freed.
    func take(_ owned: UnsafeMutablePointer<CChar>) -> String {
        defer { GEOSFree_r(raw, owned) }
        return String(cString: owned)
    }
}
