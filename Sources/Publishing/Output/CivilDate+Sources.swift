public import Cadastre
import Glibc

extension CivilDate {
    /// The day in UTC on which the newest of these sources was changed, folders and archives by the files that they
    /// are; nil when none of them is a file.
    public init?(newestOf sources: [String]) {
        let times = sources.compactMap { Self.time(of: $0) }
        guard let newest = times.max() else { return nil }
        self.init(seconds: newest)
    }

    /// The present day in UTC.
    public static var today: CivilDate {
        guard let day = CivilDate(seconds: Glibc.time(nil)) else { preconditionFailure("the clock of the system") }
        return day
    }

    private init?(seconds: time_t) {
        self.init(daysSince1970: seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400)
    }

    private static func time(of source: String) -> time_t? {
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
        guard status.st_mode & S_IFMT == S_IFDIR, let entries = opendir(path) else { return status.st_mtim.tv_sec }
        defer { closedir(entries) }
        var newest = status.st_mtim.tv_sec
        while let entry = readdir(entries) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix("."), stat("\(path)/\(name)", &status) == 0 {
                newest = max(newest, status.st_mtim.tv_sec)
            }
        }
        return newest
    }
}
