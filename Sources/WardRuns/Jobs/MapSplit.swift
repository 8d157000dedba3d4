import Foundation

/// Writes the parcels of one map apart by their wards, once, in one pass over the map.
struct MapSplit {
    let project: Project
    let call: ProgramCall
    let stamps: StampBook
    /// The files of the wards.
    let folder: String

    func sources() throws(ProjectError) -> [WardSource] {
        // Parcels of unlisted wards go where they lie, by the outlines.
        let outlines = try project.wards.map { path throws(ProjectError) in
            Folders.exists(path) ? try stamps.stamp(path).digest : path
        }
        let map = Folders.exists(project.map) ? try stamps.stamp(project.map).digest : project.map
        let source = [map, outlines].compactMap { $0 }.joined(separator: " ")
        let mark = "\(folder)/source"
        if (try? String(contentsOfFile: mark, encoding: .utf8)) != source {
            try Folders.make(anew: folder)
            var line = [
                "export", project.map, "--kind", "layers", "--by", "ward", "--format", "GPKG", "--output", folder,
            ]
            // The repaired layer has every field of the source, those of people too; these files get mode 600.
            line += ["--show-personal-data", "--overwrite", "--quiet", "--language", project.language]
            for (name, value) in [("--layer", project.layer), ("--crs", project.crs), ("--wards", project.wards)] {
                if let value { line += [name, value] }
            }
            if project.wards != nil { line.append("--place-unlisted") }
            let done = try call.run(line, log: "\(folder).log")
            guard done.exitCode == 0 else {
                throw ProjectError(.unusable, "\(project.map) cannot be parted by its wards: \(done.said)")
            }
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
            return WardSource(code: code, map: "\(folder)/\(name)", records: WardSource.forms(project, code))
        }
    }
}
