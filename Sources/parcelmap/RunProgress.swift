import Cadastre
import Synchronization
import WardRuns

/// How far the wards of a run are: a bar with rate and time left on a terminal, a line for each ward elsewhere.
final class RunProgress: Sendable {
    private enum Form {
        case none, bar, lines, json
    }

    private let form: Form
    private let language: Language
    private let began = ContinuousClock.now
    private let width = Mutex(0)

    init(_ style: ProgressStyle, quiet: Bool, language: Language) {
        self.language = language
        form =
            switch style {
            case .auto: quiet ? .none : Terminal.standardErrorIsTerminal ? .bar : .lines
            case .always: Terminal.standardErrorIsTerminal ? .bar : .lines
            case .never: .none
            case .json: .json
            }
    }

    func report(_ progress: WardProgress) {
        switch form {
        case .none: return
        case .bar: width.withLock { put(bar(progress), &$0) }
        case .lines: Terminal.say("\(progress.done)/\(progress.of) \(progress.ward) \(outcome(progress))")
        case .json:
            let state = progress.hasFailed ? "failed" : progress.wasUnchanged ? "unchanged" : "done"
            Terminal.say(
                "{\"phase\": \"wards\", \"done\": \(progress.done), \"of\": \(progress.of), \"ward\": "
                    + "\"\(progress.ward)\", \"state\": \"\(state)\"}")
        }
    }

    /// Clears the bar, before anything else is said.
    func clear() {
        guard form == .bar else { return }
        width.withLock { put("", &$0) }
        Terminal.put("\r")
    }

    private func outcome(_ progress: WardProgress) -> String {
        func say(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }
        if progress.hasFailed { return say("lỗi", "failed") }
        if progress.wasUnchanged { return say("không đổi", "unchanged") }
        return "\(tenths(progress.seconds)) s"
    }

    private func bar(_ progress: WardProgress) -> String {
        let cells = 24
        let full = cells * progress.done / max(1, progress.of)
        let seconds = (ContinuousClock.now - began) / .seconds(1)
        let rate = Double(progress.done) / max(seconds, 0.001)
        let left = Int((Double(progress.of - progress.done) / rate).rounded())
        let time = left >= 60 ? "\(left / 60) min \(left % 60) s" : "\(left) s"
        let words =
            language == .vi ? ("xã, phường", "/phút", "còn") : ("wards", "/min", "left")
        return "[" + String(repeating: "#", count: full) + String(repeating: ".", count: cells - full)
            + "] \(progress.done)/\(progress.of) \(words.0), \(tenths(rate * 60))\(words.1), \(words.2) \(time)"
    }

    private func tenths(_ number: Double) -> String { "\((number * 10).rounded() / 10)" }

    private func put(_ line: String, _ width: inout Int) {
        Terminal.put("\r" + line + String(repeating: " ", count: max(0, width - line.count)))
        width = line.count
    }
}
