import Foundation

/// The map and the forms of one ward.
struct WardSource: Sendable, Equatable {
    var code: String
    var map: String
    var records: [String]
    /// The wards whose parcels may lie beside this one's, with their maps.
    var neighbours: [Neighbour] = []
    /// Its part of the forms of the whole city; nil where these are read as they are.
    var part: InputStamp?
    /// Why there is no map, where it could not be fetched.
    var failure: ProjectError?

    struct Neighbour: Sendable, Equatable {
        /// Stands for the code where one map has the parcels of all neighbours, each with its own.
        static let all = "*"

        var code: String
        var map: String
    }

    init(code: String, map: String, records: [String]) {
        self.code = code
        self.map = map
        self.records = records
    }

    /// The code of what is of no known ward.
    static let unassigned = "_unassigned"
    var isUnassigned: Bool { code == Self.unassigned }

    /// Of the map, as far as it is a file: what is worked first.
    var bytes: Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: map)
        return (attributes?[.size] as? Int) ?? Int((attributes?[.size] as? UInt64) ?? 0)
    }

    /// The wards of a project with a file (or a folder) for each, by what is there.
    static func perFile(_ project: Project) throws(ProjectError) -> [WardSource] {
        let (folder, prefix, suffix, rest) = parts(of: project.map)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let wards = names.sorted().compactMap { name -> WardSource? in
            guard name.hasPrefix(prefix), name.hasSuffix(suffix), name.count > prefix.count + suffix.count else {
                return nil
            }
            let code = String(name.dropFirst(prefix.count).dropLast(suffix.count))
            let map = "\(folder)/\(name)\(rest.replacingOccurrences(of: Project.wardSign, with: code))"
            guard Folders.exists(map) else { return nil }
            return WardSource(code: code, map: map, records: forms(project, code))
        }
        if wards.isEmpty {
            throw ProjectError(.noInput, "\(project.map): there is no such file for any ward in \(folder)")
        }
        return wards
    }

    /// The forms of a ward that are there.
    static func forms(_ project: Project, _ code: String) -> [String] {
        project.recordsOfWards.map { $0.replacingOccurrences(of: Project.wardSign, with: code) }
            .filter { Folders.exists($0) }
    }

    /// The first part of a path that differs from ward to ward: its folder, what stands before and behind the code, and
    /// what follows, as in `data/{ward}/parcels.shp`.
    private static func parts(of pattern: String) -> (folder: String, prefix: String, suffix: String, rest: String) {
        let names = pattern.components(separatedBy: "/")
        let at = names.firstIndex { $0.contains(Project.wardSign) } ?? names.count - 1
        let sides = names[at].components(separatedBy: Project.wardSign)
        let folder = names[..<at].joined(separator: "/")
        return (
            at == 0 ? "." : folder.isEmpty ? "/" : folder, sides[0], sides.count > 1 ? sides[1] : "",
            names[(at + 1)...].map { "/\($0)" }.joined()
        )
    }
}

extension WardSource {
    init?(_ members: [String: Any]) {
        guard let code = members["ward"] as? String, let map = members["map"] as? String else { return nil }
        self.init(code: code, map: map, records: members["records"] as? [String] ?? [])
        part = (members["part"] as? [String: Any]).flatMap { InputStamp($0) }
        for one in members["neighbours"] as? [[String: String]] ?? [] {
            if let code = one["ward"], let map = one["map"] { neighbours.append(Neighbour(code: code, map: map)) }
        }
        failure = (members["failed"] as? [String: Any]).map { ProjectError($0) }
    }

    var members: [String: Any] {
        var members: [String: Any] = [
            "ward": code, "map": map, "records": records,
            "neighbours": neighbours.map { ["ward": $0.code, "map": $0.map] },
        ]
        members["part"] = part?.members
        if let failure { members["failed"] = failure.members }
        return members
    }
}
