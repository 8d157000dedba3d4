import Cadastre
import Reconciliation

extension ReconcileReport {
    /// Marks each finding as new, remaining or accepted, and counts what is resolved. A finding that is accepted counts in
    /// no total of open ones.
    public mutating func compare(with earlier: EarlierFindings?, accepted: AcceptedFindings?) {
        states = FindingStates()
        var known: Set<String> = []
        var unused = accepted?.ids ?? []
        for i in result.findings.indices {
            let id = result.findings[i].id
            if unused.remove(id) != nil {
                result.findings[i].state = .accepted
                states.accepted += 1
            } else if earlier?.states[id] != nil {
                result.findings[i].state = .remaining
                states.remaining += 1
            } else {
                states.new += 1
            }
            known.insert(id)
        }
        if let earlier { states.resolved = earlier.states.count { $0.value != .accepted && !known.contains($0.key) } }
        if let accepted, !accepted.isShared, !unused.isEmpty {
            let count = language.number(unused.count)
            notes.append(
                ReportNote(
                    language == .vi
                        ? "\(accepted.path): \(count) mã được chấp nhận không ứng với kết quả nào của lần này."
                        : "\(accepted.path): \(count) accepted ids belong to no finding of this run.",
                    isWarning: true))
        }
    }
}
