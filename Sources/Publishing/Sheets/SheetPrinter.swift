import CairoKit

/// Prints sheets into files, each of which appears whole or not at all. One for each lane: it holds the lane's fonts.
struct SheetPrinter {
    let lettering: Lettering
    let format: SheetFormat
    /// Of PNG.
    let dotsPerInch: Double
    let date: String
    let overwrite: Bool
    let inputs: [String]

    /// - Parameters:
    ///   - paths: one for each of `SheetFile.names`.
    ///   - drawn: told after each sheet.
    /// - Throws: `OutputError`; nothing half-written stands under a name then.
    func print(_ file: SheetFile, to paths: [String], drawn: () -> Void) throws(OutputError) -> [LabelCounts] {
        format == .pdf
            ? try printDocument(file, to: paths[0], drawn) : try printPages(file, to: paths, drawn)
    }

    private func printDocument(
        _ file: SheetFile, to path: String, _ drawn: () -> Void
    ) throws(OutputError) -> [LabelCounts] {
        let taker = try ByteTaker(path, overwrite: overwrite, inputs: inputs)
        var counts: [LabelCounts] = []
        do throws(CairoError) {
            var document = try PDFDocument(
                DocumentProperties(title: file.title, creator: "parcelmap \(Program.version)", date: date),
                lettering: lettering, to: taker.take)
            for sheet in file.sheets {
                let firstPage = document.pageCount + 1
                var labels = LabelCounts()
                for page in 0..<sheet.pageCount {
                    try document.addPage(sheet.size(ofPage: page), label: "\(firstPage + page)") { canvas in
                        labels = labels + sheet.draw(page: page, on: canvas, firstPage: firstPage)
                    }
                }
                let bookmark = document.addBookmark(sheet.title, page: firstPage, isOpen: file.sheets.count < 40)
                if sheet.pageCount > 1 {
                    for page in 0..<sheet.pageCount {
                        _ = document.addBookmark("\(page + 1)", page: firstPage + page, under: bookmark)
                    }
                }
                counts.append(labels)
                drawn()
            }
            try document.finish()
        } catch {
            throw taker.error ?? OutputError(drawing: path, error)
        }
        try taker.finish()
        return counts
    }

    private func printPages(
        _ file: SheetFile, to paths: [String], _ drawn: () -> Void
    ) throws(OutputError) -> [LabelCounts] {
        var counts: [LabelCounts] = []
        var next = 0
        for sheet in file.sheets {
            var labels = LabelCounts()
            for page in 0..<sheet.pageCount {
                let path = paths[next]
                next += 1
                let taker = try ByteTaker(path, overwrite: overwrite, inputs: inputs)
                let size = sheet.size(ofPage: page)
                func draw(_ canvas: borrowing Canvas) {
                    labels = labels + sheet.draw(page: page, on: canvas, firstPage: 1)
                }
                do throws(CairoError) {
                    if format == .png {
                        try SinglePage.png(size, dotsPerInch: dotsPerInch, lettering: lettering, to: taker.take) {
                            draw($0)
                        }
                    } else {
                        try SinglePage.svg(size, lettering: lettering, to: taker.take) { draw($0) }
                    }
                } catch {
                    throw taker.error ?? OutputError(drawing: path, error)
                }
                try taker.finish()
            }
            counts.append(labels)
            drawn()
        }
        return counts
    }
}

/// Takes the bytes of a drawing into a file, and keeps what went wrong.
private final class ByteTaker {
    private let output: ByteOutput
    private(set) var error: OutputError?

    init(_ path: String, overwrite: Bool, inputs: [String]) throws(OutputError) {
        output = try ByteOutput.open(path, overwrite: overwrite, inputs: inputs)
    }

    func take(_ bytes: [UInt8]) -> Bool {
        do throws(OutputError) {
            try output.write(bytes)
            return true
        } catch {
            self.error = error
            return false
        }
    }

    func finish() throws(OutputError) { try output.finish() }
}

extension OutputError {
    /// What Cairo or Pango said of a drawing.
    init(drawing path: String, _ error: CairoError) {
        self.init(error.code == .writeFailed ? .writeFailed : .cannotCreate, "\(path): \(error)")
    }
}
