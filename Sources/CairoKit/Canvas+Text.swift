import CPango

/// Where a text stands to its place.
public enum TextAlignment: Hashable, Sendable {
    case left, centre, right
}

extension Canvas {
    /// Sets one line of text.
    ///
    /// - Parameters:
    ///   - x: where its left end, its middle or its right end stands on the baseline.
    ///   - size: the em in millimetres.
    ///   - angle: radians, counter-clockwise as one looks at the page.
    public borrowing func text(
        _ text: String, x: Double, y: Double, size: Double, _ face: Face = .regular, ink: Ink = .black,
        alignment: TextAlignment = .left, angle: Double = 0
    ) {
        guard !text.isEmpty else { return }
        let shift: Double =
            switch alignment {
            case .left: 0
            case .centre: -lettering.width(of: text, face, size: size) / 2
            case .right: -lettering.width(of: text, face, size: size)
            }
        let scale = size / Lettering.em
        cairo_save(raw)
        cairo_translate(raw, x, y)
        if angle != 0 { cairo_rotate(raw, -angle) }
        cairo_translate(raw, shift, 0)
        cairo_scale(raw, scale, scale)
        set(ink)
        if lettering.plain[face.rawValue]?.draw(text, on: raw) != true {
            lettering.set(text, face)
            cairo_move_to(raw, 0, 0)
            pango_cairo_show_layout_line(raw, pango_layout_get_line_readonly(lettering.layout(face), 0))
            cairo_new_path(raw)
        }
        cairo_restore(raw)
    }

    /// Sets a text in lines of a width, from the upper left corner of the first; what does not fit ends in an ellipsis.
    /// - Returns: the height of what was set, in millimetres.
    @discardableResult
    public borrowing func paragraph(
        _ text: String, x: Double, y: Double, width: Double, lines: Int, size: Double, _ face: Face = .regular,
        ink: Ink = .black, alignment: TextAlignment = .left
    ) -> Double {
        guard !text.isEmpty, width > 0 else { return 0 }
        lettering.set(text, face)
        let layout = lettering.layout(face)
        let scale = size / Lettering.em
        pango_layout_set_width(layout, CInt(min(width / scale, 1e6) * Double(PANGO_SCALE)))
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
        pango_layout_set_height(layout, -CInt(lines))
        pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END)
        let pango: PangoAlignment =
            switch alignment {
            case .left: PANGO_ALIGN_LEFT
            case .centre: PANGO_ALIGN_CENTER
            case .right: PANGO_ALIGN_RIGHT
            }
        pango_layout_set_alignment(layout, pango)
        var logical = PangoRectangle()
        pango_layout_get_extents(layout, nil, &logical)
        cairo_save(raw)
        cairo_translate(raw, x, y)
        cairo_scale(raw, scale, scale)
        set(ink)
        cairo_move_to(raw, 0, 0)
        pango_cairo_show_layout(raw, layout)
        cairo_new_path(raw)
        cairo_restore(raw)
        // As `Lettering.set` expects to find it.
        pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_NONE)
        pango_layout_set_height(layout, -1)
        pango_layout_set_alignment(layout, PANGO_ALIGN_LEFT)
        return Double(logical.height) / Double(PANGO_SCALE) * scale
    }
}
