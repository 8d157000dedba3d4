import Foundation
import GDALKit
import Yams

/// Reads a project file (YAML). Paths are relative to the file; a key that means nothing is an error that names the nearest
/// right one.
public enum ProjectFile {
    public static func read(_ path: String) throws(ProjectError) -> Project {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ProjectError(.noInput, "\(path): there is no such file")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw ProjectError(.unusable, "\(path): not UTF-8")
        }
        let node: Node?
        do { node = try Yams.compose(yaml: text) } catch {
            throw ProjectError(.unusable, "\(path): no YAML: \(error)")
        }
        guard let mapping = node?.mapping else {
            throw ProjectError(.unusable, "\(path): should hold keys, as `map: ward_{ward}.gpkg`")
        }
        var reader = ProjectReader(path: path)
        for (key, value) in mapping { try reader.take(key, value) }
        return try reader.finished()
    }

    /// The keys there are, for `run --help` and the schema.
    public static let keys: [(key: String, meaning: String)] = [
        ("name", "what the run is called"), ("date", "of all reports, as 2025-11-10; else the newest input's"),
        ("language", "vi or en"),
        ("map", "one source with all wards, or a path with {ward} in it: one file for each ward"),
        ("layer", "of the map, where a source has several; of a database schema.table"),
        ("ward_field", "the field of the map that names the ward, where it is found by no usual name"),
        ("crs", "that the map is in, where it does not say"),
        ("work_crs", "to work in"), ("wards", "outlines of the wards"), ("scale", "denominator of the map scale"),
        ("records", "a form or a list of forms; with {ward} in its path one for each ward"),
        ("population", "extract of the population database"), ("crosswalk", "table of sheets before and after"),
        ("group_rules", "JSON of the rules of groups"), ("documents", "table of progress"),
        ("targets", "table of deadlines"), ("branches", "table of branches"),
        ("tolerance", "metres"), ("max_gap_width", "metres"), ("ward_tolerance", "metres"),
        ("fix_level", "match or limits"), ("steps", "of check, fix, reconcile, sheets, lists"),
        ("destination", "a database that gets the results of the wards too, as PG:dbname=..."),
        ("destination_schema", "the schema there, of these results alone: parcelmap"),
        ("jobs", "wards at once"),
    ]
}

private struct ProjectReader {
    let path: String
    var project = Project()

    mutating func take(_ key: Node, _ value: Node) throws(ProjectError) {
        let name = key.string ?? ""
        switch name {
        case "name": project.name = try text(name, value)
        case "date": project.date = try text(name, value)
        case "language": project.language = try choice(name, value, ["vi", "en"])
        case "map": project.map = place(try text(name, value))
        case "layer": project.layer = try text(name, value)
        case "ward_field": project.wardField = try text(name, value)
        case "crs": project.crs = try text(name, value)
        case "work_crs": project.workCRS = try text(name, value)
        case "wards": project.wards = place(try text(name, value))
        case "scale": project.scale = Int(try number(name, value))
        case "records":
            project.records = try list(name, value).map { place($0) }
            if project.recordsOfWards.contains(where: { DatabaseName($0) != nil }) {
                throw refuse(
                    value, "records in a database are named once, without {ward}: each ward takes its own rows")
            }
        case "population": project.population = place(try text(name, value))
        case "crosswalk": project.crosswalk = place(try text(name, value))
        case "group_rules": project.groupRules = place(try text(name, value))
        case "documents": project.documents = place(try text(name, value))
        case "targets": project.targets = place(try text(name, value))
        case "branches": project.branches = place(try text(name, value))
        case "tolerance": project.tolerance = try number(name, value)
        case "max_gap_width": project.maxGapWidth = try number(name, value)
        case "ward_tolerance": project.wardTolerance = try number(name, value)
        case "fix_level": project.fixLevel = try choice(name, value, ["match", "limits"])
        case "steps":
            let names = WardStep.named.map(\.rawValue)
            var steps: [WardStep] = []
            for step in try list(name, value) {
                guard let known = WardStep(rawValue: step), WardStep.named.contains(known) else {
                    throw refuse(value, "\"\(step)\" is no step; there are \(names.joined(separator: ", "))")
                }
                steps.append(known)
            }
            project.steps = WardStep.allCases.filter { steps.contains($0) }
        case "destination":
            let text = try text(name, value)
            guard let database = DatabaseName(text), database.isWellFormed else {
                throw refuse(value, "destination takes a database of PostgreSQL, as PG:dbname=x host=y")
            }
            project.destination = text
        case "destination_schema": project.destinationSchema = try text(name, value)
        case "jobs": project.jobs = max(1, Int(try number(name, value)))
        default:
            let known = ProjectFile.keys.map(\.key)
            let nearest = known.min { EditDistance.between($0, name) < EditDistance.between($1, name) } ?? ""
            throw refuse(key, "\"\(name)\" means nothing; perhaps \"\(nearest)\"")
        }
    }

    func finished() throws(ProjectError) -> Project {
        guard !project.map.isEmpty else {
            throw ProjectError(.unusable, "\(path): the map is not named; say it as `map: parcels.gpkg`")
        }
        return project
    }

    private func refuse(_ node: Node, _ why: String) -> ProjectError {
        let line = node.mark.map { ":\($0.line)" } ?? ""
        return ProjectError(.unusable, "\(path)\(line): \(why)")
    }

    private func text(_ key: String, _ value: Node) throws(ProjectError) -> String {
        guard let text = value.string, !text.isEmpty else { throw refuse(value, "\(key) takes a text") }
        return text
    }

    private func choice(_ key: String, _ value: Node, _ choices: [String]) throws(ProjectError) -> String {
        let text = try text(key, value)
        guard choices.contains(text) else {
            throw refuse(value, "\(key) takes \(choices.joined(separator: " or ")), not \"\(text)\"")
        }
        return text
    }

    private func number(_ key: String, _ value: Node) throws(ProjectError) -> Double {
        guard let number = value.float, number >= 0, number < 1e9 else { throw refuse(value, "\(key) takes a number") }
        return number
    }

    private func list(_ key: String, _ value: Node) throws(ProjectError) -> [String] {
        if let sequence = value.sequence {
            var texts: [String] = []
            for node in sequence { texts.append(try text(key, node)) }
            return texts
        }
        return [try text(key, value)]
    }

    /// A path relative to the project file; GDAL's own names stay as they are.
    private func place(_ text: String) -> String {
        if text.hasPrefix("/") || text.contains(":") { return text }
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        return folder == "." ? text : "\(folder)/\(text)"
    }
}
