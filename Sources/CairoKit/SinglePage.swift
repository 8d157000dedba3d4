import CPango

/// A page that is a file of its own.
public enum SinglePage {
    /// A side of more pixels is more than Cairo draws.
    static let mostPixels = 32_767.0

    /// Draws a PNG on white.
    /// - Parameters:
    ///   - dotsPerInch: pixels in 25.4 mm of paper.
    ///   - take: gets the bytes in order; false stops it with `.writeFailed`.
    public static func png(
        _ size: PageSize, dotsPerInch: Double, lettering: Lettering, to take: @escaping ([UInt8]) -> Bool,
        _ draw: (borrowing Canvas) -> Void
    ) throws(CairoError) {
        let scale = dotsPerInch / 25.4
        let (width, height) = ((size.width * scale).rounded(), (size.height * scale).rounded())
        guard width >= 1, height >= 1, width <= mostPixels, height <= mostPixels else {
            throw CairoError(
                .tooLarge, call: "cairo_image_surface_create",
                message: "\(size.width) x \(size.height) mm at \(dotsPerInch) dots per inch is too large for a PNG")
        }
        guard let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, CInt(width), CInt(height)) else {
            throw CairoError(.drawingFailed, call: "cairo_image_surface_create", message: "no surface")
        }
        LiveDrawings.born()
        defer {
            cairo_surface_destroy(surface)
            LiveDrawings.died()
        }
        let canvas = Canvas(surface, unitsPerMillimetre: scale, lettering: lettering)
        canvas.rectangle(x: 0, y: 0, width: size.width + 1, height: size.height + 1)
        canvas.fill(.white)
        draw(canvas)
        try canvas.check()
        let sink = ByteSink(take)
        let status = cairo_surface_write_to_png_stream(
            surface, ByteSink.write, Unmanaged.passUnretained(sink).toOpaque())
        guard status == CAIRO_STATUS_SUCCESS else {
            throw CairoError(status, call: "cairo_surface_write_to_png_stream")
        }
        try flush(sink)
    }

    /// Draws an SVG; letters are outlines in it, so that it looks the same without the font.
    public static func svg(
        _ size: PageSize, lettering: Lettering, to take: @escaping ([UInt8]) -> Bool,
        _ draw: (borrowing Canvas) -> Void
    ) throws(CairoError) {
        let sink = ByteSink(take)
        guard
            let surface = cairo_svg_surface_create_for_stream(
                ByteSink.write, Unmanaged.passUnretained(sink).toOpaque(), size.points.width, size.points.height)
        else { throw CairoError(.drawingFailed, call: "cairo_svg_surface_create_for_stream", message: "no surface") }
        LiveDrawings.born()
        defer {
            cairo_surface_destroy(surface)
            withExtendedLifetime(sink) {}
            LiveDrawings.died()
        }
        do {
            let canvas = Canvas(surface, unitsPerMillimetre: PageSize.pointsPerMillimetre, lettering: lettering)
            canvas.rectangle(x: 0, y: 0, width: size.width, height: size.height)
            canvas.fill(.white)
            draw(canvas)
            try canvas.check()
        }
        cairo_surface_finish(surface)
        let status = cairo_surface_status(surface)
        guard status == CAIRO_STATUS_SUCCESS else { throw CairoError(status, call: "cairo_surface_finish") }
        try flush(sink)
    }

    private static func flush(_ sink: ByteSink) throws(CairoError) {
        guard sink.flush() else {
            throw CairoError(.writeFailed, call: "flush", message: "the bytes were not taken")
        }
    }
}
