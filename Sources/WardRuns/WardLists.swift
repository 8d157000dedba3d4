import Foundation

/// Makes the field lists of all wards of a run again, from the project that it was made of.
public enum WardLists {
    /// - Parameters:
    ///   - folder: the results of a run.
    ///   - executable: this program.
    /// - Returns: how many wards have lists now, and those that failed with what was said.
    /// - Throws: `ProjectError` when the folder is not of a run, or its project is gone.
    public static func write(
        _ folder: String, executable: String, progress: (_ done: Int, _ of: Int) -> Void
    ) throws(ProjectError) -> (wards: Int, failures: [(ward: String, said: String)]) {
        guard let record = JSONFile.read("\(folder)/run.json"), let file = record["project"] as? String
        else {
            throw ProjectError(
                .noInput, "\(folder): there is no run.json that names its project; lists are made of the results of run"
            )
        }
        let project = try ProjectFile.read(file)
        if project.records.isEmpty {
            throw ProjectError(.unusable, "\(file): names no records, and lists tell what records lack")
        }
        let codes = ((try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/wards")) ?? []).sorted()
        var failures: [(ward: String, said: String)] = []
        var made = 0
        let work = "\(folder)/.work/\(ProcessInfo.processInfo.processIdentifier)"
        try Folders.make(work)
        defer { try? FileManager.default.removeItem(atPath: work) }
        for (done, code) in codes.enumerated() {
            let ward = "\(folder)/wards/\(code)"
            let source = WardSource(code: code, map: "\(ward)/parcels.gpkg", records: WardSource.forms(project, code))
            guard FileManager.default.fileExists(atPath: source.map) else { continue }
            let call = ProgramCall(executable: executable)
            let commands = WardCommands(source: source, project: project)
            let outcome = try call.run(commands.line(of: .lists, in: work), log: "\(work)/\(code).log")
            if outcome.exitCode == 0 {
                try Folders.replace("\(ward)/lists", by: "\(work)/lists")
                made += 1
            } else {
                failures.append((code, outcome.said))
                try? FileManager.default.removeItem(atPath: "\(work)/lists")
            }
            progress(done + 1, codes.count)
        }
        return (made, failures)
    }
}
