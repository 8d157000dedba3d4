import Publishing

/// The wards of a run with their sources, as `--stage prepare` left them for those who work the wards.
struct RunPlan: Sendable {
    var wards: [WardSource]

    private static let name = "plan.json"

    init(wards: [WardSource]) { self.wards = wards }

    /// - Parameter folder: the working folder of the run.
    init(in folder: String) throws(ProjectError) {
        guard let listed = JSONFile.read("\(folder)/\(Self.name)")?["wards"] as? [[String: Any]] else {
            throw ProjectError(.noInput, "\(folder)/\(Self.name): there is no plan; run with --stage prepare first")
        }
        wards = listed.compactMap { WardSource($0) }
    }

    func write(to folder: String) throws(ProjectError) {
        try JSONFile.write(["wards": wards.map(\.members)], to: "\(folder)/\(Self.name)")
    }
}
