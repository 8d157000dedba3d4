import Foundation

/// What became of a ward, kept in the working folder of a run until its city is made: the wards of one run may be worked by
/// several processes on several machines.
struct WardOutcome: Sendable {
    var code: String
    /// The results stood there already, of the same inputs and settings.
    var wasUnchanged = false
    /// What failed, and what it said.
    var failure: (step: String, exitCode: Int32, said: String)?
    var steps: [StepRecord] = []
    var stamps: [InputStamp] = []
    /// Steps whose earlier results could not be compared with, and why.
    var notCompared: [(step: String, said: String)] = []

    init(code: String) { self.code = code }

    func write(to folder: String) throws(ProjectError) { try JSONFile.write(members, to: "\(folder)/\(code).json") }

    /// - Returns: nil where the ward was not worked since the run was prepared.
    init?(of code: String, in folder: String) {
        guard let record = JSONFile.read("\(folder)/\(code).json") else { return nil }
        self.code = code
        wasUnchanged = record["unchanged"] as? Bool ?? false
        if let failed = record["failed"] as? [String: Any] {
            failure = (
                failed["step"] as? String ?? "", Int32(failed["exit_code"] as? Int ?? 70),
                failed["said"] as? String ?? ""
            )
        }
        steps = (record["steps"] as? [[String: Any]] ?? []).map { StepRecord($0) }
        notCompared = (record["not_compared"] as? [String: String] ?? [:]).sorted { $0.key < $1.key }
            .map { ($0.key, $0.value) }
        stamps = (record["inputs"] as? [[String: Any]] ?? []).compactMap { InputStamp($0) }
    }

    /// As they stand in `run.json` too.
    var members: [String: Any] {
        var members: [String: Any] = [
            "ward": code, "unchanged": wasUnchanged,
            "steps": steps.map(\.members),
            "inputs": stamps.map(\.members),
        ]
        if !notCompared.isEmpty {
            members["not_compared"] = Dictionary(notCompared.map { ($0.step, $0.said) }) { $1 }
        }
        if let failure {
            members["failed"] =
                ["step": failure.step, "exit_code": Int(failure.exitCode), "said": failure.said] as [String: Any]
        }
        return members
    }
}
