import Glibc

/// A day of the calendar, as `2025-11-10`.
public struct ReportDate: Hashable, Sendable, Comparable, CustomStringConvertible {
    public let year: Int
    public let month: Int
    public let day: Int

    /// Nil for what is no day, as `2025-02-30`.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2], parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), year > 0,
            (1...12).contains(month), day >= 1
        else { return nil }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard day <= days[month - 1] else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// The day in UTC on which the newest of these sources was changed, folders and archives by the files that they
    /// are; nil when none of them is a file.
    public init?(newestOf sources: [String]) {
        let times = sources.compactMap { Self.time(of: $0) }
        guard let newest = times.max() else { return nil }
        self.init(seconds: newest)
    }

    /// The present day in UTC.
    public static var today: ReportDate { ReportDate(seconds: Glibc.time(nil)) }

    private init(seconds: time_t) {
        var seconds = seconds
        var parts = tm()
        gmtime_r(&seconds, &parts)
        (year, month, day) = (Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday))
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

    public var description: String {
        func digits(_ number: Int, _ count: Int) -> String {
            let text = "\(number)"
            return String(repeating: "0", count: max(0, count - text.count)) + text
        }
        return "\(digits(year, 4))-\(digits(month, 2))-\(digits(day, 2))"
    }

    public static func < (a: ReportDate, b: ReportDate) -> Bool {
        (a.year, a.month, a.day) < (b.year, b.month, b.day)
    }
}
