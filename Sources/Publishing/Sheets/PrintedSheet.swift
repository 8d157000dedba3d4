import CairoKit

/// A drawing of one page or several: a cadastral sheet, a quality map, the city, a parcel's extract.
protocol PrintedSheet: Sendable {
    /// For bookmarks and the document's title.
    var title: String { get }
    var pageCount: Int { get }
    /// Denominator; nil where pages have scales of their own.
    var scale: Int? { get }
    func size(ofPage page: Int) -> PageSize
    /// Draws a page.
    /// - Parameters:
    ///   - page: from 0.
    ///   - firstPage: the number, from 1, that the sheet's first page has in its document.
    /// - Returns: where the labels of its parcels stand.
    func draw(page: Int, on canvas: borrowing Canvas, firstPage: Int) -> LabelCounts
}

/// What pages are written as.
public enum SheetFormat: String, CaseIterable, Hashable, Sendable {
    /// Vectors; texts can be searched and copied. All sheets of a file with bookmarks.
    case pdf
    /// A file for each page.
    case png, svg
}
