import CPango

/// The glyphs of digits, capitals and a few marks of one face, shaped once: labels are made of little else, and a
/// sheet has a thousand of them.
///
/// Letters stand at their own widths, without kerning.
struct PlainGlyphs {
    /// Borrowed from the font that the layout's map keeps.
    let font: OpaquePointer
    private let glyphs: [UInt]
    /// For an em of 1.
    private let advances: [Double]

    /// Texts longer than this are set by Pango.
    static let mostLetters = 24
    private static let letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ,./+-: ()%"

    /// - Parameter layout: of the face, one line, unlimited.
    init?(_ lettering: Lettering, _ face: Face) {
        var glyphs = [UInt](repeating: 0, count: 128)
        var advances = [Double](repeating: 0, count: 128)
        var font: OpaquePointer?
        for byte in PlainGlyphs.letters.utf8 {
            lettering.set(String(decoding: [byte], as: UTF8.self), face)
            guard let line = pango_layout_get_line_readonly(lettering.layout(face), 0), let runs = line.pointee.runs,
                runs.pointee.next == nil, let data = runs.pointee.data
            else { return nil }
            let run = data.assumingMemoryBound(to: PangoGlyphItem.self).pointee
            guard let item = run.item, let own = item.pointee.analysis.font, let string = run.glyphs,
                string.pointee.num_glyphs == 1, let glyph = string.pointee.glyphs,
                let scaled = pango_cairo_font_get_scaled_font(OpaquePointer(own))
            else { return nil }
            // All of one font, or Pango chooses letter by letter.
            guard font == nil || font == scaled else { return nil }
            font = scaled
            glyphs[Int(byte)] = UInt(glyph.pointee.glyph)
            advances[Int(byte)] = Double(glyph.pointee.geometry.width) / Double(PANGO_SCALE) / Lettering.em
        }
        guard let font else { return nil }
        self.font = font
        self.glyphs = glyphs
        self.advances = advances
    }

    /// The width for an em of 1; nil where the text has other letters.
    func width(of text: String) -> Double? {
        var width = 0.0
        var count = 0
        for byte in text.utf8 {
            guard byte < 128, advances[Int(byte)] > 0, count < PlainGlyphs.mostLetters else { return nil }
            width += advances[Int(byte)]
            count += 1
        }
        return count > 0 ? width : nil
    }

    /// Draws a text at the origin in the layouts' em.
    /// - Returns: false where the text has other letters; nothing is drawn then.
    func draw(_ text: String, on canvas: OpaquePointer) -> Bool {
        guard width(of: text) != nil else { return false }
        var text = text
        return text.withUTF8 { bytes in
            withUnsafeTemporaryAllocation(of: cairo_glyph_t.self, capacity: bytes.count) { placed in
                withUnsafeTemporaryAllocation(of: cairo_text_cluster_t.self, capacity: bytes.count) { clusters in
                    var x = 0.0
                    for (i, byte) in bytes.enumerated() {
                        placed.initializeElement(at: i, to: cairo_glyph_t(index: glyphs[Int(byte)], x: x, y: 0))
                        clusters.initializeElement(at: i, to: cairo_text_cluster_t(num_bytes: 1, num_glyphs: 1))
                        x += advances[Int(byte)] * Lettering.em
                    }
                    cairo_set_scaled_font(canvas, font)
                    bytes.withMemoryRebound(to: CChar.self) { letters in
                        cairo_show_text_glyphs(
                            canvas, letters.baseAddress, CInt(bytes.count), placed.baseAddress, CInt(bytes.count),
                            clusters.baseAddress, CInt(bytes.count), cairo_text_cluster_flags_t(0))
                    }
                    return true
                }
            }
        }
    }
}
