public import Cadastre
import FoundationEssentials
public import Reconciliation

extension WardStates {
    /// What the results of a ward say of their states.
    ///
    /// - Parameters:
    ///   - folder: of the ward, with the JSON of `check` and `reconcile` as far as they are there.
    ///   - previous: the day of the report that the city's is compared with. A ward that was not done again since then has
    ///     nothing new.
    /// - Throws: `RunFolderError`.
    public init(resultsIn folder: String, since previous: CivilDate?) throws {
        func tally(_ verb: String) throws -> Tally? {
            guard let path = RunFolder.file(folder, "\(verb).json") else { return nil }
            let report = try ResultDocument.read(StatesDocument.self, from: path, verb: verb)
            return report.tally(since: previous)
        }
        self.init(defects: try tally("check"), findings: try tally("reconcile"))
    }

    /// Of all wards of a run, by code; those of codes that are not among the known ones stand under that of no known ward.
    /// - Throws: `RunFolderError`.
    public static func all(
        in wards: String, known codes: [String], since previous: CivilDate?
    ) throws -> [String: WardStates] {
        let known = Set(codes)
        var states: [String: WardStates] = [:]
        for name in ((try? FileManager.default.contentsOfDirectory(atPath: wards)) ?? []).sorted()
        where !name.hasPrefix(".") {
            let code = known.contains(name) ? name : CoverageRow.unassignedCode
            let own = try WardStates(resultsIn: "\(wards)/\(name)", since: previous)
            if own != WardStates() { states[code] = (states[code] ?? WardStates()) + own }
        }
        return states
    }
}

/// What is read of the JSON of `check` and `reconcile` alike.
struct StatesDocument: Decodable {
    var date: String
    var states: States

    struct States: Decodable {
        var new: Int
        var remaining: Int
        var resolved: Int
        var accepted: Int

        var tally: WardStates.Tally {
            WardStates.Tally(new: new, remaining: remaining, resolved: resolved, accepted: accepted)
        }
    }

    func tally(since previous: CivilDate?) -> WardStates.Tally {
        guard let previous, let date = CivilDate(date) else { return states.tally }
        return date > previous ? states.tally : states.tally.carriedOn
    }
}
