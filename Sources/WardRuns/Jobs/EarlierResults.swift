import Cadastre
import Foundation
import GDALKit
import Publishing

/// What the findings of a ward are compared with: those of its newest report that is older than the one to be made.
///
/// They are kept in the ward's own folder, so that a ward that is done again for the same day is compared with the same
/// report, and what is new stays new. Only what a finding is recognised by is kept: no message, no value, no name.
struct EarlierResults: Sendable {
    /// The folder in the ward's.
    static let folder = "earlier"

    /// The bytes of what is kept, by the step that takes it.
    private(set) var kept: [WardStep: Data] = [:]

    /// Steps whose findings have states.
    static let steps: [WardStep] = [.check, .reconcile]

    /// What the results in a folder were compared with.
    init(standingIn place: String) {
        for step in Self.steps { kept[step] = FileManager.default.contents(atPath: Self.path(of: step, in: place)) }
    }

    /// The newest results in a folder that are older than the report to be made.
    init(in place: String, before date: (WardStep) -> CivilDate) {
        for step in Self.steps {
            let standing = FileManager.default.contents(atPath: "\(place)/\(step.rawValue).json")
                .flatMap { KeptReport(reportOf: step, $0) }
            let before = FileManager.default.contents(atPath: Self.path(of: step, in: place))
                .flatMap { KeptReport(reportOf: step, $0) }
            let older = [standing, before].compactMap { $0 }.filter { $0.date < date(step) }
            kept[step] = older.max { $0.date < $1.date }?.bytes
        }
    }

    static func path(of step: WardStep, in folder: String) -> String {
        "\(folder)/\(Self.folder)/\(step.rawValue).json"
    }

    /// For the fingerprint: results depend on what they are compared with.
    var digests: [String] {
        Self.steps.map { step in kept[step].map { MessageDigest(of: $0).hexadecimal } ?? "" }
    }

    /// Writes what is kept into a folder.
    func write(to folder: String) throws(ProjectError) {
        if kept.isEmpty { return }
        try Folders.make("\(folder)/\(Self.folder)")
        for (step, bytes) in kept {
            let path = Self.path(of: step, in: folder)
            do { try bytes.write(to: URL(filePath: path)) } catch {
                throw ProjectError(.failed, "\(path) could not be written: \(error.localizedDescription)")
            }
        }
    }

    /// What a step is told beside its other arguments.
    func arguments(of step: WardStep, in folder: String) -> [String] {
        kept[step] == nil ? [] : ["--previous", Self.path(of: step, in: folder)]
    }
}

/// A report of `check` or `reconcile`, less all that no later report needs.
private struct KeptReport {
    let date: CivilDate
    let bytes: Data

    /// Nil for what is no such report.
    init?(reportOf step: WardStep, _ data: Data) {
        let list = step == .check ? "defects" : "findings"
        guard let report = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
            let day = report["date"] as? String, let date = CivilDate(day),
            let findings = report[list] as? [[String: Any]]
        else { return nil }
        var less = report.filter { ["parcelmap", "schema", "verb", "crs", "date", "not_listed"].contains($0.key) }
        if let settings = report["settings"] as? [String: Any] {
            less["settings"] = settings.filter { ["tolerance_m", "max_gap_width_m"].contains($0.key) }
        }
        less[list] = findings.map { finding in
            finding.filter { ["id", "kind", "severity", "state", "counted_in"].contains($0.key) }
        }
        guard let bytes = try? JSONSerialization.data(withJSONObject: less, options: [.sortedKeys]) else { return nil }
        self.date = date
        self.bytes = bytes
    }
}

extension WardJob {
    /// The day of the report that a step makes: the project's, else that of its newest input, as the verbs have it.
    func reportDate(of step: WardStep) -> CivilDate {
        if let date = project.date.flatMap({ CivilDate($0) }) { return date }
        let forms = step == .reconcile ? source.records + project.recordsOfCity : []
        return CivilDate(newestOf: [source.map] + forms + [project.wards].compactMap { $0 }) ?? .today
    }

    /// Runs a step. Where its earlier results cannot be compared with, as those in another CRS, it is run without them, and
    /// that is told: a ward must not fail for what it once was.
    func run(
        _ step: WardStep, _ line: [String], _ log: String, against earlier: EarlierResults, _ outcome: inout WardOutcome
    ) throws(ProjectError) -> ProgramCall.Outcome {
        let folder = "\(work)/\(source.code)"
        let compared = try call.run(line + earlier.arguments(of: step, in: folder), log: log)
        guard compared.exitCode == 65, earlier.kept[step] != nil else { return compared }
        let alone = try call.run(line, log: log)
        if alone.exitCode == 0 { outcome.notCompared.append((step.rawValue, compared.said)) }
        return alone
    }
}
