import Cadastre
import Foundation
import GDALKit
import Publishing

/// Writes the parcels of one map apart by their wards, once, in one pass over the map.
struct MapSplit {
    let project: Project
    let call: ProgramCall
    let stamps: StampBook
    /// The files of the wards.
    let folder: String
    /// Files that are written at once.
    let lanes: Int

    func sources() throws(ProjectError) -> [WardSource] {
        // Parcels of unlisted wards go where they lie, by the outlines.
        let outlines = try project.wards.map { path throws(ProjectError) in
            Folders.exists(path) ? try stamps.stamp(path).digest : path
        }
        let source = [
            Folders.exists(project.map) ? try stamps.stamp(project.map).digest : project.map, outlines ?? "",
            Program.version, project.layer ?? "", project.wardField ?? "", project.crs ?? "", project.date ?? "",
            project.language,
        ].joined(separator: "\n")
        let mark = "\(folder)/source"
        if (try? String(contentsOfFile: mark, encoding: .utf8)) != source {
            try part()
            Folders.date(folder, like: project.map)
            do { try source.write(toFile: mark, atomically: true, encoding: .utf8) } catch {
                throw ProjectError(.failed, "\(mark) could not be written: \(error.localizedDescription)")
            }
        }
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter {
            $0.hasSuffix(".gpkg")
        }
        return names.sorted().map { name in
            let code = String(name.dropLast(5))
            var ward = WardSource(code: code, map: "\(folder)/\(name)", records: WardSource.forms(project, code))
            let halo = "\(folder)/\(GeoPackageParting.haloFolder)/\(name)"
            if Folders.exists(halo) { ward.neighbours = [.init(code: WardSource.Neighbour.all, map: halo)] }
            return ward
        }
    }

    /// Whether the wards know what lies beside them.
    var hasHalos: Bool { Folders.exists("\(folder)/\(GeoPackageParting.haloFolder)") }

    /// The codes besides its own that parcels of a ward's map name.
    static func strays(of ward: WardSource, in folder: String) -> [String] {
        guard ward.map.hasPrefix("\(folder)/") else { return [] }
        return JSONFile.read("\(folder)/\(WardMaps.straysName)")?[ward.code] as? [String] ?? []
    }

    /// A GeoPackage is parted row by row; what is of another sort is read and written anew. What parting noticed stands in
    /// a log beside the parts.
    private func part() throws(ProjectError) {
        try Folders.make(anew: folder)
        var line = ["part", "--map", project.map, "--output", folder, "--jobs", "\(lanes)"]
        line += ["--language", project.language]
        for (name, value) in [
            ("--layer", project.layer), ("--ward-field", project.wardField), ("--wards", project.wards),
            ("--date", project.date),
        ] { if let value { line += [name, value] } }
        let done = try call.run(line, log: "\(folder).log")
        if done.exitCode == 0 { return }
        guard done.exitCode == WardMaps.unusualExit else {
            throw ProjectError(.unusable, "\(project.map) cannot be parted by its wards: \(done.said)")
        }
        try Folders.make(anew: folder)
        try export()
    }

    /// A map of any sort: it is read, and its parcels are written anew.
    private func export() throws(ProjectError) {
        var line = [
            "export", project.map, "--kind", "layers", "--by", "ward", "--format", "GPKG", "--output", folder,
        ]
        // The repaired layer has every field of the source, those of people too; these files get mode 600.
        line += ["--show-personal-data", "--overwrite", "--quiet", "--language", project.language]
        for (name, value) in [
            ("--layer", project.layer), ("--ward-field", project.wardField), ("--crs", project.crs),
        ] {
            if let value { line += [name, value] }
        }
        if let wards = project.wards { line += ["--wards", wards, "--place-unlisted"] }
        let done = try call.run(line, log: "\(folder).log")
        guard done.exitCode == 0 else {
            throw ProjectError(.unusable, "\(project.map) cannot be parted by its wards: \(done.said)")
        }
    }
}
