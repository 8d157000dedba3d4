import FoundationEssentials

/// The results of all wards as `report` reads them: one folder per ward and one for the city.
///
/// ```
/// wards/<code>/check.json       JSON of check: defects, counts, date
///              check.gpkg       GeoPackage of check: the ground of each defect
///              reconcile.json   JSON of reconcile: findings, groups
///              reconcile.gpkg   GeoPackage of reconcile: the group of each parcel, by fid of the map
///              parcels.gpkg     the map, layer "parcels"; without it that of fixed.gpkg, else of reconcile.gpkg
/// city/coverage.json            JSON of coverage; without it the newest report of the history, else coverage.gpkg
///      coverage.gpkg            GeoPackage of coverage: the outlines of the wards
///      history.gpkg             the history that coverage keeps
/// ```
///
/// Nothing of it must be there; what is missing is left out of the pages, which say so. `wards/_unassigned` is a ward like
/// the others. All other files are linked, not read.
public struct RunFolder: Sendable {
    public let path: String

    /// The code of each folder of a ward, ascending.
    public let wardCodes: [String]

    /// - Throws: `RunFolderError` where there is neither a ward's folder nor a city's.
    public init(_ path: String) throws(RunFolderError) {
        var trimmed = Substring(path)
        while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
        self.path = String(trimmed)
        guard Self.isFolder(self.path) else {
            throw RunFolderError(.noSuchInput, "\(path): there is no such folder; name the one with a run's results")
        }
        let wards = self.path + "/wards"
        wardCodes = Self.names(in: wards).filter { !$0.hasPrefix(".") && Self.isFolder("\(wards)/\($0)") }
        if wardCodes.isEmpty && !Self.isFolder(self.path + "/city") {
            throw RunFolderError(
                .noSuchInput,
                "\(path) holds no results: it has neither wards/<code>/ nor city/; see parcelmap help report")
        }
    }

    var city: String { path + "/city" }

    func ward(_ code: String) -> String { "\(path)/wards/\(code)" }

    /// A file of a folder, where it is there.
    static func file(_ folder: String, _ name: String) -> String? {
        let path = "\(folder)/\(name)"
        return FileManager.default.fileExists(atPath: path) && !isFolder(path) ? path : nil
    }

    /// A file that may be linked.
    struct Entry {
        /// Below the folder, as `maps/to_12.pdf`.
        var name: String
        var bytes: Int
    }

    /// The files of a folder and of its own folders, but for pages and hidden ones.
    static func entries(of folder: String) -> [Entry] {
        var found: [Entry] = []
        func add(_ name: String) {
            let size = (try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)"))?[.size]
            found.append(Entry(name: name, bytes: (size as? Int) ?? Int((size as? UInt64) ?? 0)))
        }
        for name in names(in: folder) where !name.hasPrefix(".") && name != "index.html" {
            if isFolder("\(folder)/\(name)") {
                for inner in names(in: "\(folder)/\(name)")
                where !inner.hasPrefix(".") && !isFolder("\(folder)/\(name)/\(inner)") { add("\(name)/\(inner)") }
            } else {
                add(name)
            }
        }
        return found
    }

    private static func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder
    }
}
