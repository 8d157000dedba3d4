import Cadastre
import CairoKit

/// The words around a map.
struct SheetHead: Hashable, Sendable {
    /// As "BẢN ĐỒ ĐỊA CHÍNH".
    var title: String
    /// Under the title: the ward.
    var place: String
    /// In the upper left corner: the sheet's number.
    var sheet: String
    /// In the upper right corner, under the scale: which page of how many.
    var page: String
    /// Of the CRS.
    var crs: String
    /// As `2025-11-10`.
    var date: String
    var language: Language

    func say(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }

    /// The day as people write it: 10/11/2025.
    var shownDate: String {
        let parts = date.split(separator: "-")
        return parts.count == 3 ? parts.reversed().joined(separator: "/") : date
    }
}

extension Canvas {
    /// Title, place, sheet number and scale above the map.
    borrowing func draw(_ head: SheetHead, _ layout: PageLayout, scale: Int?, style: SheetStyle) {
        let ink = style.ink(.text)
        let middle = layout.page.width / 2
        let top = PageLayout.margin
        let isSmall = layout.page.width < 250
        let side = isSmall ? 46.0 : 75.0
        let room = layout.page.width - 2 * PageLayout.margin - 2 * side
        var size = isSmall ? 5.0 : 6.5
        size = min(size, size * room / max(room, lettering.width(of: head.title, .bold, size: size)))
        text(head.title, x: middle, y: top + 6.5, size: size, .bold, ink: ink, alignment: .centre)
        let place = lettering.fitted(head.place, size: isSmall ? 3.4 : 4, width: room + side)
        text(place, x: middle, y: top + 13, size: isSmall ? 3.4 : 4, ink: ink, alignment: .centre)
        text(
            lettering.fitted(head.sheet, .bold, size: 4.2, width: side), x: PageLayout.margin, y: top + 6, size: 4.2,
            .bold, ink: ink)
        text(
            head.say("Ngày ", "Date ") + head.shownDate, x: PageLayout.margin, y: top + 12, size: 2.8, ink: ink)
        let right = layout.page.width - PageLayout.margin
        if let scale {
            text(
                head.say("Tỷ lệ ", "Scale ") + "1:\(scale)", x: right, y: top + 6, size: 4.2, .bold, ink: ink,
                alignment: .right)
        }
        text(
            lettering.fitted(head.page, size: 2.8, width: side), x: right, y: top + 12, size: 2.8, ink: ink,
            alignment: .right)
    }
}
