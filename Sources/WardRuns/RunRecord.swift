import Foundation
import Publishing

/// `run.json`: where the results of a run come from, and what they took. The one file with times of clocks.
struct RunRecord {
    let run: CityRun
    let outcomes: [WardOutcome]
    let prepare: [StepRecord]
    let city: [StepRecord]
    let seconds: Double

    func write(to path: String) throws(ProjectError) {
        var inputs: [String: InputStamp] = [:]
        for stamp in outcomes.flatMap(\.stamps) + RecordSplit.inputs(in: run.work) { inputs[stamp.path] = stamp }
        try JSONFile.write(
            [
                "parcelmap": Program.version, "schema": Program.schema, "verb": "run", "name": run.project.name,
                "libraries": Program.libraries, "project": run.projectFile, "seconds": seconds, "lanes": run.lanes,
                "settings": run.project.commonArguments,
                "inputs": inputs.values.sorted { $0.path < $1.path }.map(\.members),
                "prepare": prepare.map(\.members),
                "wards": outcomes.map { outcome -> [String: Any] in
                    var members = outcome.members
                    members["inputs"] = nil
                    return members
                },
                "city": city.map(\.members),
            ], to: path)
    }
}
