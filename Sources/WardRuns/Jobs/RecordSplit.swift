import Foundation
import GDALKit
import Publishing

/// Reads the forms of a whole city once for a run, and parts their records by ward.
///
/// The parts hold what the forms hold, names and numbers of people too: they are in a folder that its owner alone may
/// open, and go when the run ends. What stays is the digest of each part, so that a ward whose records are the same
/// needs no work.
struct RecordSplit {
    let project: Project
    let call: ProgramCall
    let stamps: StampBook
    /// The working folder of the run.
    let work: String
    let lanes: Int

    static func folder(in work: String) -> String { "\(work)/records" }
    private var folder: String { Self.folder(in: work) }
    private var memory: String { "\(work)/records.json" }

    /// The forms that were parted, as they were then.
    static func inputs(in work: String) -> [InputStamp] {
        (JSONFile.read("\(work)/records.json")?["inputs"] as? [[String: Any]] ?? []).compactMap { InputStamp($0) }
    }

    /// Takes away all parts.
    static func clear(in work: String) { UnfinishedOutputs.remove(folder(in: work)) }

    /// Tells each ward its part of the forms.
    /// - Parameter isDone: whether the results of a ward stand as they are; where all do, nothing is parted.
    func assign(
        to wards: [WardSource], unless isDone: (WardSource) throws(ProjectError) -> Bool
    ) throws(ProjectError) -> [WardSource] {
        guard !project.recordsOfCity.isEmpty, project.steps.contains(where: \.needsRecords) else { return wards }
        var inputs: [InputStamp] = []
        for path in project.recordsOfCity + [project.crosswalk].compactMap({ $0 }) where Folders.exists(path) {
            inputs.append(try stamps.stamp(path))
        }
        // A database may say something else each time.
        let isOfFiles = project.recordsOfCity.allSatisfy { Folders.exists($0) }
        let strays = wards.flatMap { ward in
            MapSplit.strays(of: ward, in: "\(work)/wards").map { "\(ward.code)=\($0)" }
        }
        let key = MessageDigest(
            of: ([Program.version] + inputs.map(\.digest) + project.recordsOfCity + wards.map(\.code) + strays)
                .joined(separator: "\n").utf8
        ).hexadecimal
        if isOfFiles, let known = JSONFile.read(memory), known["key"] as? String == key {
            let assigned = self.assigned(wards, known["parts"] as? [String: [String: Any]] ?? [:])
            var isAllDone = true
            for ward in assigned where isAllDone { isAllDone = try isDone(ward) }
            if isAllDone { return assigned }
        }
        let parts: [String: InputStamp]
        do {
            try part(wards, strays)
            parts = try digests()
        } catch {
            Self.clear(in: work)
            throw error
        }
        try JSONFile.write(
            ["key": key, "inputs": inputs.map(\.members), "parts": parts.mapValues(\.members)], to: memory)
        return assigned(wards, parts.mapValues(\.members))
    }

    private func part(_ wards: [WardSource], _ strays: [String]) throws(ProjectError) {
        Self.clear(in: work)
        UnfinishedOutputs.adopt(folder)
        try Folders.make(folder)
        chmod(folder, 0o700)
        var line = ["part", "--output", folder, "--jobs", "\(lanes)", "--quiet", "--language", project.language]
        for form in project.recordsOfCity { line += ["--records", form] }
        if let crosswalk = project.crosswalk { line += ["--crosswalk", crosswalk] }
        for ward in wards { line += ["--ward", ward.code] }
        for stray in strays { line += ["--stray", stray] }
        let done = try call.run(line, log: "\(folder)/log")
        guard done.exitCode == 0 else {
            throw ProjectError(
                done.exitCode == 66 ? .noInput : .unusable,
                "\(project.recordsOfCity.joined(separator: ", ")) cannot be read: \(done.said)")
        }
        try? FileManager.default.removeItem(atPath: "\(folder)/log")
        // It names nobody, and is wanted when the parts are gone.
        let list = UnplacedList.path(in: work)
        try? FileManager.default.removeItem(atPath: list)
        try? FileManager.default.moveItem(atPath: "\(folder)/\(UnplacedRecords.name)", toPath: list)
    }

    /// The digest of each file, which is as old as the newest of the forms.
    private func digests() throws(ProjectError) -> [String: InputStamp] {
        let times = project.recordsOfCity.compactMap {
            try? FileManager.default.attributesOfItem(atPath: $0)[.modificationDate] as? Date
        }
        var digests: [String: InputStamp] = [:]
        for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
            let path = "\(folder)/\(name)"
            guard let digest = MessageDigest(ofFile: path),
                let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
            else { throw ProjectError(.failed, "\(path) cannot be read") }
            if let newest = times.max() {
                try? FileManager.default.setAttributes([.modificationDate: newest], ofItemAtPath: path)
            }
            digests[name] = InputStamp(path: name, bytes: size, digest: digest.hexadecimal)
        }
        return digests
    }

    private func assigned(_ wards: [WardSource], _ parts: [String: [String: Any]]) -> [WardSource] {
        wards.map { ward in
            let own = FormParting.name(ofWard: ward.code)
            // Records that name no ward may be of any.
            let name = parts[own] != nil ? own : FormParting.whole
            guard let stamp = parts[name].flatMap({ InputStamp($0) }) else { return ward }
            var ward = ward
            ward.part = InputStamp(path: "\(folder)/\(name)", bytes: stamp.bytes, digest: stamp.digest)
            return ward
        }
    }
}
