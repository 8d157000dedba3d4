import CPango

/// What a document says of itself.
public struct DocumentProperties: Hashable, Sendable {
    public var title: String
    public var subject: String
    public var creator: String
    /// As `2025-11-10`. Equal content of equal days makes equal bytes.
    public var date: String

    public init(title: String, subject: String = "", creator: String, date: String) {
        self.title = title
        self.subject = subject
        self.creator = creator
        self.date = date
    }
}

/// A PDF of pages, written as they are drawn: its memory does not grow with them.
public struct PDFDocument: ~Copyable {
    private let surface: OpaquePointer
    private let sink: ByteSink
    private let lettering: Lettering
    public private(set) var pageCount = 0

    /// - Parameter take: gets the bytes in order; false stops the document with `.writeFailed`.
    public init(
        _ properties: DocumentProperties, lettering: Lettering, to take: @escaping ([UInt8]) -> Bool
    ) throws(CairoError) {
        let sink = ByteSink(take)
        guard
            let surface = cairo_pdf_surface_create_for_stream(
                ByteSink.write, Unmanaged.passUnretained(sink).toOpaque(), 595, 842)
        else { throw CairoError(.drawingFailed, call: "cairo_pdf_surface_create_for_stream", message: "no surface") }
        LiveDrawings.born()
        self.surface = surface
        self.sink = sink
        self.lettering = lettering
        for (key, value) in [
            (CAIRO_PDF_METADATA_TITLE, properties.title), (CAIRO_PDF_METADATA_SUBJECT, properties.subject),
            (CAIRO_PDF_METADATA_CREATOR, properties.creator),
            (CAIRO_PDF_METADATA_CREATE_DATE, "\(properties.date)T00:00:00Z"),
            (CAIRO_PDF_METADATA_MOD_DATE, "\(properties.date)T00:00:00Z"),
        ] where !value.isEmpty { cairo_pdf_surface_set_metadata(surface, key, value) }
    }

    deinit {
        // Finishes it too, into a sink that still stands.
        cairo_surface_destroy(surface)
        withExtendedLifetime(sink) {}
        LiveDrawings.died()
    }

    /// Adds a page.
    /// - Parameter label: what viewers call it beside its number.
    public mutating func addPage(
        _ size: PageSize, label: String? = nil, _ draw: (borrowing Canvas) -> Void
    ) throws(CairoError) {
        pageCount += 1
        cairo_pdf_surface_set_size(surface, size.points.width, size.points.height)
        if let label { cairo_pdf_surface_set_page_label(surface, label) }
        let canvas = Canvas(surface, unitsPerMillimetre: PageSize.pointsPerMillimetre, lettering: lettering)
        draw(canvas)
        try canvas.check()
        cairo_surface_show_page(surface)
        try check("cairo_surface_show_page")
    }

    /// A bookmark on a page.
    /// - Parameters:
    ///   - parent: the bookmark that it stands under, as this function returned it.
    ///   - page: from 1, also of a page that comes later.
    public borrowing func addBookmark(_ title: String, page: Int, under parent: Int? = nil, isOpen: Bool = true) -> Int
    {
        Int(
            cairo_pdf_surface_add_outline(
                surface, parent.map { CInt($0) } ?? CAIRO_PDF_OUTLINE_ROOT, title, "page=\(page)",
                isOpen ? CAIRO_PDF_OUTLINE_FLAG_OPEN : cairo_pdf_outline_flags_t(0)))
    }

    /// Writes what is left.
    public consuming func finish() throws(CairoError) {
        cairo_surface_finish(surface)
        try check("cairo_surface_finish")
        guard sink.flush() else {
            throw CairoError(.writeFailed, call: "cairo_surface_finish", message: "the bytes were not taken")
        }
    }

    private borrowing func check(_ call: String) throws(CairoError) {
        let status = cairo_surface_status(surface)
        guard status == CAIRO_STATUS_SUCCESS else { throw CairoError(status, call: call) }
    }
}

extension Canvas {
    /// In a PDF the rectangle leads to another page, counted from 1; elsewhere nothing happens.
    public borrowing func link(toPage page: Int, x: Double, y: Double, width: Double, height: Double) {
        cairo_tag_begin(raw, CAIRO_TAG_LINK, "page=\(page) rect=[\(x) \(y) \(width) \(height)]")
        cairo_tag_end(raw, CAIRO_TAG_LINK)
    }
}
