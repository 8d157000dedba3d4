import CairoKit

/// One file, or one set of files of one stem, with its sheets.
struct SheetFile: Sendable {
    /// The name without its extension, safe in any folder.
    var stem: String
    var title: String
    var sheets: [any PrintedSheet]

    var pageCount: Int { sheets.reduce(0) { $0 + $1.pageCount } }

    /// Names of what is written: one for a PDF, one for each page of the others.
    func names(_ format: SheetFormat) -> [String] {
        guard format != .pdf, pageCount > 1 else { return ["\(stem).\(format.rawValue)"] }
        let digits = String(pageCount).count
        return (1...pageCount).map { page in
            let number = String(page)
            return "\(stem)-\(String(repeating: "0", count: digits - number.count))\(number).\(format.rawValue)"
        }
    }
}

/// What became of a file.
public struct WrittenSheets: Hashable, Sendable {
    public struct Sheet: Hashable, Sendable {
        public var title: String
        public var pages: Int
        public var scale: Int?
        public var labels: LabelCounts
    }

    public var files: [String]
    /// It was there, whole, and `resume` was given: nothing was drawn, so no labels were counted.
    public var wasThere: Bool
    public var sheets: [Sheet]
}
