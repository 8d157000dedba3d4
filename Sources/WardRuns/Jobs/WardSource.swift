import Foundation

/// The map and the forms of one ward.
struct WardSource: Sendable {
    var code: String
    var map: String
    var records: [String]

    /// The wards of a project with a file for each, by the files that are there.
    static func perFile(_ project: Project) throws(ProjectError) -> [WardSource] {
        let (folder, prefix, suffix) = parts(of: project.map)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let wards = names.sorted().compactMap { name -> WardSource? in
            guard name.hasPrefix(prefix), name.hasSuffix(suffix), name.count > prefix.count + suffix.count else {
                return nil
            }
            let code = String(name.dropFirst(prefix.count).dropLast(suffix.count))
            return WardSource(code: code, map: "\(folder)/\(name)", records: forms(project, code))
        }
        if wards.isEmpty {
            throw ProjectError(.noInput, "\(project.map): there is no such file for any ward in \(folder)")
        }
        return wards
    }

    /// The forms of a ward that are there.
    static func forms(_ project: Project, _ code: String) -> [String] {
        project.recordsOfWards.map { $0.replacingOccurrences(of: Project.wardSign, with: code) }
            .filter { FileManager.default.fileExists(atPath: $0) }
    }

    private static func parts(of pattern: String) -> (folder: String, prefix: String, suffix: String) {
        let cut = pattern.lastIndex(of: "/")
        let folder = cut.map { String(pattern[..<$0]) } ?? "."
        let name = cut.map { String(pattern[pattern.index(after: $0)...]) } ?? pattern
        let sides = name.components(separatedBy: Project.wardSign)
        return (folder, sides.first ?? "", sides.count > 1 ? sides[1] : "")
    }
}
