import ArgumentParser
import Synchronization

enum ProgressStyle: String, CaseIterable, ExpressibleByArgument {
    /// A line on a terminal, nothing elsewhere.
    case auto
    case always, never
    /// One JSON object a line.
    case json
}

/// How far the work is, on standard error: one line that is written over, or JSON lines.
final class ProgressLine: Sendable {
    private enum Form {
        case none, line, json
    }

    private struct State {
        var phase = ""
        var last: ContinuousClock.Instant?
        var width = 0
    }

    private let form: Form
    private let state = Mutex(State())
    /// Not more often than this, but for the beginning of a phase.
    private static let pause = Duration.milliseconds(100)

    init(_ style: ProgressStyle, quiet: Bool) {
        form =
            switch style {
            case .auto: quiet || !Terminal.standardErrorIsTerminal ? .none : .line
            case .always: .line
            case .never: .none
            case .json: .json
            }
    }

    /// - Parameters:
    ///   - phase: a word, as `read`.
    ///   - total: nil where it is not known.
    func report(_ phase: String, done: Int, of total: Int?) {
        guard form != .none else { return }
        state.withLock { state in
            let now = ContinuousClock.now
            if state.phase == phase, let last = state.last, now - last < Self.pause { return }
            state.phase = phase
            state.last = now
            if form == .json {
                let of = total.map { ", \"of\": \($0)" } ?? ""
                Terminal.say("{\"phase\": \"\(phase)\", \"done\": \(done)\(of)}")
                return
            }
            var line = done > 0 ? "\(phase) \(done)" : "\(phase) ..."
            if let total, total > 0 { line = "\(phase) \(min(100, done * 100 / total)) %  \(done) / \(total)" }
            Terminal.put("\r" + line + String(repeating: " ", count: max(0, state.width - line.count)))
            state.width = line.count
        }
    }

    /// Clears the line, before anything else is said.
    func clear() {
        guard form == .line else { return }
        state.withLock { state in
            guard state.width > 0 else { return }
            Terminal.put("\r" + String(repeating: " ", count: state.width) + "\r")
            state.width = 0
        }
    }
}
