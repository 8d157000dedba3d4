import GDALKit
import Glibc

/// What sources hold, as a digest: equal ones mean that nothing in them changed.
enum SourceDigest {
    /// Of files and of folders with their files; nil where one of them is no file, as a database.
    static func hexadecimal(of sources: [String]) -> String? {
        var text = ""
        for source in sources {
            guard let one = digest(of: source) else { return nil }
            text += one + "\n"
        }
        return MessageDigest(of: text.utf8).hexadecimal
    }

    private static func digest(of source: String) -> String? {
        var path = source
        // `/vsizip/maps/a.zip/b.shp`: what follows the name of the virtual file system begins with a file.
        if path.hasPrefix("/vsi"), let slash = path.dropFirst().firstIndex(of: "/") {
            path = String(path[path.index(after: slash)...])
        }
        var status = stat()
        while stat(path, &status) != 0 {
            guard let slash = path.lastIndex(of: "/"), slash > path.startIndex, source.hasPrefix("/vsi") else {
                return nil
            }
            path = String(path[..<slash])
        }
        if status.st_mode & S_IFMT == S_IFDIR {
            let files = UnfinishedOutputs.entries(of: path).sorted().filter { !$0.hasPrefix(".") }
            return files.compactMap { name in MessageDigest(ofFile: "\(path)/\(name)").map { name + $0.hexadecimal } }
                .joined(separator: "\n")
        }
        // A Shapefile, a TAB: its other files have its stem.
        guard let dot = path.lastIndex(of: "."), path[dot...].firstIndex(of: "/") == nil,
            ["shp", "tab", "mif", "gml"].contains(path[path.index(after: dot)...].lowercased())
        else { return MessageDigest(ofFile: path)?.hexadecimal }
        let stem = path[...dot]
        let folder = OutputPlace.folder(of: path)
        let names = UnfinishedOutputs.entries(of: folder).sorted().map { folder == "." ? $0 : "\(folder)/\($0)" }
        return names.filter { $0.hasPrefix(stem) || "./\($0)".hasPrefix(stem) }
            .compactMap { MessageDigest(ofFile: $0)?.hexadecimal }.joined(separator: "\n")
    }
}
