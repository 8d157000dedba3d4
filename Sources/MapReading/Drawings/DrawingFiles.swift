import Foundation

/// The drawings that a list of files and folders means.
public enum DrawingFiles {
    /// Folders become their drawings (`.dgn`, `.dxf`, `.dwg`), in the order of names with numbers as numbers.
    /// - Throws: `ReadingError` for what does not exist and for a folder without drawings.
    public static func expand(_ paths: [String]) throws(ReadingError) -> [String] {
        var files: [String] = []
        for path in paths {
            var isFolder: ObjCBool = false
            let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            guard isThere, isFolder.boolValue, !path.lowercased().hasSuffix(".gdb") else {
                // GDAL's own names are for the reader to judge.
                if !isThere && !path.hasPrefix("/vsi") && !path.contains(":") {
                    throw ReadingError(.noInput, "\(path): there is no such file or folder")
                }
                files.append(path)
                continue
            }
            let names = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).filter { name in
                [".dgn", ".dxf", ".dwg"].contains { name.lowercased().hasSuffix($0) }
            }
            if names.isEmpty {
                throw ReadingError(.unusableData, "\(path): there is no drawing (.dgn, .dxf, .dwg) in this folder")
            }
            let folder = path.hasSuffix("/") ? String(path.dropLast()) : path
            files += names.sorted { $0.compare($1, options: .numeric) == .orderedAscending }.map { "\(folder)/\($0)" }
        }
        return files
    }
}
