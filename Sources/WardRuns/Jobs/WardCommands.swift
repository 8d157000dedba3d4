/// What this program is told for each step of a ward.
struct WardCommands: Sendable {
    let source: WardSource
    let project: Project

    private var forms: [String] { source.records + (source.part.map { [$0.path] } ?? project.recordsOfCity) }

    /// The steps that there is something to do in.
    var steps: [WardStep] {
        // What is of no ward has neither sheets nor a place to be sent to; it is to be given a ward.
        let own = source.isUnassigned ? project.steps.filter { $0 == .check || $0 == .reconcile } : project.steps
        let asked = own.filter { !$0.needsRecords || !forms.isEmpty }
        if project.wards == nil || asked.contains(.check) || asked.contains(.reconcile) { return asked }
        return asked + [.ground]
    }

    /// The step that tells what the ward contributes to the city: the one that knows most.
    private var tellingStep: WardStep? {
        project.wards == nil ? nil : [.reconcile, .check, .ground].first { steps.contains($0) }
    }

    /// The command line of a step.
    /// - Parameter folder: where it writes.
    func line(of step: WardStep, in folder: String) -> [String] {
        var line: [String]
        switch step {
        case .check:
            line = ["check", source.map, "--output", "\(folder)/check.gpkg", "--json", "\(folder)/check.json"] + view
            line += accepted
        case .ground:
            line = ["check", source.map] + view
        case .fix:
            line = [
                "fix", source.map, "--fix-level", project.fixLevel, "--output", "\(folder)/fixed.gpkg", "--json",
                "\(folder)/fixed.json",
            ]
        case .reconcile:
            line = ["reconcile", source.map] + view
            for form in forms { line += ["--records", form] }
            line += ["--output", "\(folder)/reconcile.gpkg", "--json", "\(folder)/reconcile.json"]
            line +=
                option("--population", project.population) + option("--crosswalk", project.crosswalk)
                + option("--group-rules", project.groupRules) + accepted
        case .lists:
            line = ["export", source.map, "--kind", "lists", "--output", "\(folder)/lists"]
            for form in forms { line += ["--records", form] }
            line += option("--population", project.population) + option("--crosswalk", project.crosswalk)
        case .sheets:
            line = ["export", source.map, "--kind", "sheets", "--output", "\(folder)/maps"]
        }
        if step == tellingStep { line += ["--coverage-part", "\(folder)/coverage.json"] }
        line += project.commonArguments
        if step != .sheets { line += option("--wards", project.wards) }
        return line + ["--jobs", "1", "--quiet"]
    }

    /// The ward among its neighbours.
    private var view: [String] {
        ["--ward", source.code] + source.neighbours.flatMap { ["--neighbour", "\($0.code)=\($0.map)"] }
    }

    /// One table holds what was accepted in all wards.
    private var accepted: [String] { project.accepted.map { ["--accepted", $0, "--accepted-shared"] } ?? [] }

    private func option(_ name: String, _ value: String?) -> [String] { value.map { [name, $0] } ?? [] }
}

extension Project {
    /// What every verb is told.
    var commonArguments: [String] {
        var line: [String] = ["--language", language]
        func add(_ name: String, _ value: String?) { if let value { line += [name, value] } }
        add("--layer", layerOfWards)
        add("--ward-field", wardField)
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
