import CPROJ
import Synchronization

/// A PROJ context with its messages. Not Sendable: one for each lane, held by what was made in it.
final class ProjectionContext {
    let raw: OpaquePointer
    private(set) var messages: [String] = []

    init() {
        guard let raw = proj_context_create() else { preconditionFailure("no memory for a PROJ context") }
        self.raw = raw
        LiveProjections.born()
        proj_context_set_enable_network(raw, 0)
        proj_log_level(raw, PJ_LOG_ERROR)
        proj_log_func(raw, Unmanaged.passUnretained(self).toOpaque()) { data, _, text in
            guard let data, let text else { return }
            // The context is destroyed before this object goes: the pointer is good whenever PROJ speaks.
            Unmanaged<ProjectionContext>.fromOpaque(data).takeUnretainedValue().messages.append(String(cString: text))
        }
    }

    deinit {
        proj_context_destroy(raw)
        LiveProjections.died()
    }

    /// The messages since the last call.
    func takeMessages() -> [String] {
        defer { messages = [] }
        return messages
    }

    func error(_ code: PROJError.Code, _ call: String, _ subject: String, errno: Int32 = 0) -> PROJError {
        var said = takeMessages()
        if errno != 0, let text = proj_context_errno_string(raw, errno) {
            let reason = String(cString: text)
            if !said.contains(where: { $0.contains(reason) }) { said.append(reason) }
        }
        return PROJError(code: code, call: call, subject: subject, messages: said)
    }
}

/// How many C objects of PROJ are alive: 0 when everything was given back.
public enum LiveProjections {
    private static let counter = Atomic<Int>(0)
    public static var count: Int { counter.load(ordering: .sequentiallyConsistent) }
    static func born() { counter.add(1, ordering: .sequentiallyConsistent) }
    static func died() { counter.subtract(1, ordering: .sequentiallyConsistent) }
}

/// A `PJ`, destroyed with its owner and before its context.
struct Projection: ~Copyable {
    let raw: OpaquePointer
    let context: ProjectionContext

    /// Takes over the object that `make` gives; null is failure.
    init(
        in context: ProjectionContext, code: PROJError.Code, call: String, subject: String, _ make: () -> OpaquePointer?
    ) throws(PROJError) {
        _ = context.takeMessages()
        guard let raw = make() else {
            throw context.error(code, call, subject, errno: proj_context_errno(context.raw))
        }
        self.raw = raw
        self.context = context
        LiveProjections.born()
    }

    deinit {
        proj_destroy(raw)
        LiveProjections.died()
    }
}
