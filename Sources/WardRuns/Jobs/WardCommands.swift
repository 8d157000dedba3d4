/// What this program is told for each step of a ward.
struct WardCommands: Sendable {
    let source: WardSource
    let project: Project

    private var forms: [String] { source.records + project.recordsOfCity }

    /// The steps that there is something to do in.
    var steps: [WardStep] { project.steps.filter { !$0.needsRecords || !forms.isEmpty } }

    /// The command line of a step.
    /// - Parameter folder: where it writes.
    func line(of step: WardStep, in folder: String) -> [String] {
        var line: [String]
        switch step {
        case .check:
            line = ["check", source.map, "--output", "\(folder)/check.gpkg", "--json", "\(folder)/check.json"]
        case .fix:
            line = [
                "fix", source.map, "--fix-level", project.fixLevel, "--output", "\(folder)/fixed.gpkg", "--json",
                "\(folder)/fixed.json",
            ]
        case .reconcile:
            line = ["reconcile", source.map]
            for form in forms { line += ["--records", form] }
            // Of a form of the whole city only what concerns this ward.
            if !project.recordsOfCity.isEmpty { line += ["--ward", source.code] }
            line += ["--output", "\(folder)/reconcile.gpkg", "--json", "\(folder)/reconcile.json"]
            line +=
                option("--population", project.population) + option("--crosswalk", project.crosswalk)
                + option("--group-rules", project.groupRules)
        case .lists:
            line = ["export", source.map, "--kind", "lists", "--output", "\(folder)/lists"]
            for form in forms { line += ["--records", form] }
            line += option("--population", project.population) + option("--crosswalk", project.crosswalk)
        case .sheets:
            line = ["export", source.map, "--kind", "sheets", "--output", "\(folder)/maps"]
        }
        line += project.commonArguments
        if step != .sheets { line += option("--wards", project.wards) }
        return line + ["--jobs", "1", "--quiet"]
    }

    private func option(_ name: String, _ value: String?) -> [String] { value.map { [name, $0] } ?? [] }
}

extension Project {
    /// What every verb is told.
    var commonArguments: [String] {
        var line: [String] = ["--language", language]
        func add(_ name: String, _ value: String?) { if let value { line += [name, value] } }
        add("--layer", layer)
        add("--crs", crs)
        add("--work-crs", workCRS)
        add("--scale", scale.map(String.init))
        add("--date", date)
        add("--tolerance", tolerance.map { "\($0)" })
        add("--max-gap-width", maxGapWidth.map { "\($0)" })
        add("--ward-tolerance", wardTolerance.map { "\($0)" })
        return line
    }
}
