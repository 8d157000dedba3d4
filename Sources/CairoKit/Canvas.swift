import CPango

/// A page to draw on. Lengths are millimetres of paper from its upper left corner, y goes down.
///
/// Paths are built by `move`, `line`, `close`, `circle` and `rectangle`, and used up by `fill`, `stroke` or both.
public struct Canvas: ~Copyable {
    let raw: OpaquePointer
    public let lettering: Lettering

    init(_ surface: OpaquePointer, unitsPerMillimetre: Double, lettering: Lettering) {
        guard let raw = cairo_create(surface) else { preconditionFailure("no memory for a canvas") }
        self.raw = raw
        self.lettering = lettering
        LiveDrawings.born()
        cairo_scale(raw, unitsPerMillimetre, unitsPerMillimetre)
        cairo_set_line_join(raw, CAIRO_LINE_JOIN_ROUND)
        cairo_set_line_cap(raw, CAIRO_LINE_CAP_ROUND)
    }

    deinit {
        cairo_destroy(raw)
        LiveDrawings.died()
    }

    borrowing func check() throws(CairoError) {
        let status = cairo_status(raw)
        guard status == CAIRO_STATUS_SUCCESS else { throw CairoError(status, call: "cairo_status") }
    }

    // MARK: - Paths

    public borrowing func move(_ x: Double, _ y: Double) { cairo_move_to(raw, x, y) }
    public borrowing func line(_ x: Double, _ y: Double) { cairo_line_to(raw, x, y) }
    public borrowing func close() { cairo_close_path(raw) }

    public borrowing func rectangle(x: Double, y: Double, width: Double, height: Double) {
        cairo_rectangle(raw, x, y, width, height)
    }

    public borrowing func circle(x: Double, y: Double, radius: Double) {
        cairo_new_sub_path(raw)
        cairo_arc(raw, x, y, radius, 0, 2 * Double.pi)
        cairo_close_path(raw)
    }

    /// Fills the path by the rule of winding numbers and forgets it, or keeps it for a stroke.
    public borrowing func fill(_ ink: Ink, keepingPath: Bool = false) {
        set(ink)
        if keepingPath { cairo_fill_preserve(raw) } else { cairo_fill(raw) }
    }

    /// - Parameters:
    ///   - width: millimetres.
    ///   - dashes: lengths of dash and space in millimetres; none for a solid line.
    public borrowing func stroke(_ ink: Ink, width: Double, dashes: [Double] = [], keepingPath: Bool = false) {
        set(ink)
        cairo_set_line_width(raw, width)
        if !dashes.isEmpty {
            cairo_set_line_cap(raw, CAIRO_LINE_CAP_BUTT)
            cairo_set_dash(raw, dashes, CInt(dashes.count), 0)
        }
        if keepingPath { cairo_stroke_preserve(raw) } else { cairo_stroke(raw) }
        if !dashes.isEmpty {
            cairo_set_line_cap(raw, CAIRO_LINE_CAP_ROUND)
            cairo_set_dash(raw, nil, 0, 0)
        }
    }

    /// What `body` draws stands in a rectangle: its upper left corner is the origin there, and it cuts off.
    public borrowing func framed(
        x: Double, y: Double, width: Double, height: Double, _ body: (borrowing Canvas) -> Void
    ) {
        cairo_save(raw)
        cairo_rectangle(raw, x, y, width, height)
        cairo_clip(raw)
        cairo_translate(raw, x, y)
        body(self)
        cairo_restore(raw)
    }

    borrowing func set(_ ink: Ink) { cairo_set_source_rgba(raw, ink.red, ink.green, ink.blue, ink.opacity) }
}

extension CairoError {
    init(_ status: cairo_status_t, call: String) {
        let message = cairo_status_to_string(status).map { String(cString: $0) } ?? "status \(status.rawValue)"
        self.init(status == CAIRO_STATUS_WRITE_ERROR ? .writeFailed : .drawingFailed, call: call, message: message)
    }
}
