import Publishing

/// The wards of a run with their sources, as `--stage prepare` left them for those who work the wards.
struct RunPlan: Sendable {
    var wards: [WardSource]
    /// That of all wards, where the maps are in several.
    var workCRS: String?

    private static let name = "plan.json"

    init(wards: [WardSource], workCRS: String?) {
        self.wards = wards
        self.workCRS = workCRS
    }

    /// - Parameter folder: the working folder of the run.
    init(in folder: String) throws(ProjectError) {
        let plan = JSONFile.read("\(folder)/\(Self.name)")
        guard let listed = plan?["wards"] as? [[String: Any]] else {
            throw ProjectError(.noInput, "\(folder)/\(Self.name): there is no plan; run with --stage prepare first")
        }
        wards = listed.compactMap { WardSource($0) }
        workCRS = plan?["work_crs"] as? String
    }

    func write(to folder: String) throws(ProjectError) {
        var plan: [String: Any] = ["wards": wards.map(\.members)]
        plan["work_crs"] = workCRS
        try JSONFile.write(plan, to: "\(folder)/\(Self.name)")
    }

    /// The project with what the plan has found out.
    func applied(to project: Project) -> Project {
        var project = project
        project.workCRS = project.workCRS ?? workCRS
        return project
    }
}
