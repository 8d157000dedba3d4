import Cadastre
import MapChecking

extension CheckReport {
    /// Marks each finding as new, remaining or accepted, and counts what is resolved.
    ///
    /// A finding that the earlier report has, under its own id or under that of a neighbouring cell of one metre, keeps
    /// the earlier id. A finding that is accepted counts in no total of open ones.
    public mutating func compare(with earlier: EarlierReport?, accepted: AcceptedFindings?) throws {
        var recognised: Set<String> = []
        if let earlier {
            guard earlier.crs == crs else {
                throw FindingsError(
                    .unusable,
                    "\(earlier.path) is in \(earlier.crs) and this check in \(crs): no finding could be recognised; "
                        + "give --work-crs \(earlier.crs), or leave --previous out")
            }
            recognised = keepEarlierIDs(earlier)
        }
        if let accepted { accept(accepted) }
        result.defects.sort { $0.id < $1.id }

        states = FindingStates()
        for i in result.defects.indices where result.defects[i].countedIn == nil {
            if result.defects[i].state == .accepted {
                states.accepted += 1
            } else if recognised.contains(result.defects[i].id) {
                result.defects[i].state = .remaining
                states.remaining += 1
            } else {
                states.new += 1
            }
        }
        if let earlier {
            states.resolved = earlier.states.count {
                $0.value != .accepted && !recognised.contains($0.key) && !earlier.countedElsewhere.contains($0.key)
            }
            noteDifferences(from: earlier)
        }
    }

    /// Gives findings the ids that they had; those ids.
    private mutating func keepEarlierIDs(_ earlier: EarlierReport) -> Set<String> {
        var taken: Set<String> = []
        // First those whose id is the same, so that no neighbour takes it from them.
        var left: [Int] = []
        for i in result.defects.indices {
            let id = result.defects[i].id
            if earlier.states[id] != nil { taken.insert(id) } else { left.append(i) }
        }
        for i in left {
            if let id = neighbouringIDs(of: result.defects[i]).first(where: {
                earlier.states[$0] != nil && !taken.contains($0)
            }) {
                result.defects[i].id = id
                taken.insert(id)
            }
        }
        return taken
    }

    private mutating func accept(_ accepted: AcceptedFindings) {
        var unused = accepted.ids
        for i in result.defects.indices where unused.remove(result.defects[i].id) != nil {
            result.defects[i].state = .accepted
        }
        if unused.isEmpty { return }
        // An id may have been accepted from a report that saw the finding in the next cell.
        for i in result.defects.indices where result.defects[i].state != .accepted {
            if let id = neighbouringIDs(of: result.defects[i]).first(where: { unused.contains($0) }) {
                result.defects[i].state = .accepted
                unused.remove(id)
            }
        }
        if !unused.isEmpty, !accepted.isShared {
            let count = language.number(unused.count)
            note(
                language == .vi
                    ? "\(accepted.path): \(count) mã được chấp nhận không ứng với lỗi nào của lần kiểm tra này."
                    : "\(accepted.path): \(count) accepted ids belong to no finding of this check.")
        }
    }

    private func neighbouringIDs(of defect: Defect) -> [String] {
        let parts = defect.nameParts
        return DefectName.candidates(
            kind: defect.kind, names: parts.names, cellX: parts.cellX, cellY: parts.cellY, ordinal: parts.ordinal)
    }

    /// Says why findings may come and go for another reason than that the map changed.
    private mutating func noteDifferences(from earlier: EarlierReport) {
        let settings = result.settings
        if earlier.toleranceMetres != settings.toleranceMetres
            || earlier.maxGapWidthMetres != settings.maxGapWidthMetres
        {
            note(
                language == .vi
                    ? "\(earlier.path) được kiểm tra với các giới hạn khác: một số lỗi mới hoặc đã xử lý là do vậy."
                    : "\(earlier.path) was checked with other limits: some findings are new or resolved for that reason."
            )
        }
        if earlier.notListed > 0 {
            let count = language.number(earlier.notListed)
            note(
                language == .vi
                    ? "\(earlier.path) không liệt kê \(count) lỗi (--max-listed): các lỗi đó được tính là mới."
                    : "\(earlier.path) does not list \(count) findings (--max-listed): they count as new here.")
        }
    }

    private mutating func note(_ text: String) { notes.append(ReportNote(text, isWarning: true)) }
}
