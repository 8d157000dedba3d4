import CPango

/// Cut and slope of a text.
public enum Face: Int, CaseIterable, Hashable, Sendable {
    case regular, bold, italic
}

/// Shapes and measures texts: one font map, one Pango context and a layout for each face, used again for every text.
///
/// Not Sendable: one for each lane.
public final class Lettering {
    /// The family that was found.
    public let family: String
    let fontMap: UnsafeMutablePointer<PangoFontMap>
    let context: OpaquePointer
    let layouts: [OpaquePointer]
    private var widths: [[String: Double]] = Array(repeating: [:], count: Face.allCases.count)
    /// Heights of a capital above the baseline, for an em of 1.
    private var capHeights: [Double] = []
    /// Of each face, where one font has them all.
    private(set) var plain: [PlainGlyphs?] = []

    /// All layouts are set in this em; the canvas scales. One size means one font in Cairo's cache.
    static let em = 64.0
    /// Widths that are remembered; labels repeat their numbers and codes.
    private static let mostWidths = 20_000
    /// What a font must have: the two-storey vowels, horned vowels, the barred D, the square of m².
    static let neededLetters = "ẶằữỆđĐợỹẪộ²"

    /// - Parameter families: the ones to use, the best first. Where none of them is installed or has the letters of
    ///   Vietnamese, any family that has them is taken.
    /// - Throws: `.noFont`, naming the Debian packages that help.
    public init(families: [String]) throws(CairoError) {
        guard let fontMap = pango_cairo_font_map_new() else {
            throw CairoError(.drawingFailed, call: "pango_cairo_font_map_new", message: "no font map")
        }
        let installed = Lettering.families(of: fontMap)
        let wanted = families.compactMap { name in installed.first { $0.lowercased() == name.lowercased() } }
        guard let context = pango_font_map_create_context(fontMap) else {
            g_object_unref(UnsafeMutableRawPointer(fontMap))
            throw CairoError(.drawingFailed, call: "pango_font_map_create_context", message: "no context")
        }
        let options = cairo_font_options_create()
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
        pango_cairo_context_set_font_options(context, options)
        cairo_font_options_destroy(options)
        pango_context_set_round_glyph_positions(context, 0)
        guard
            let family = (wanted + installed).first(where: { Lettering.hasVietnamese($0, fontMap, context) })
        else {
            g_object_unref(UnsafeMutableRawPointer(context))
            g_object_unref(UnsafeMutableRawPointer(fontMap))
            throw CairoError(
                .noFont, call: "pango_font_has_char",
                message: "no font with the letters of Vietnamese is installed; install the Debian package "
                    + "fonts-dejavu-core or fonts-noto-core")
        }
        self.family = family
        self.fontMap = fontMap
        self.context = context
        layouts = Face.allCases.map { face in
            guard let layout = pango_layout_new(context) else { preconditionFailure("no memory for a layout") }
            let description = Lettering.description(family, face)
            pango_layout_set_font_description(layout, description)
            pango_font_description_free(description)
            return layout
        }
        LiveDrawings.born()
        capHeights = Face.allCases.map { face in
            set("H0", face)
            var ink = PangoRectangle()
            pango_layout_line_get_extents(pango_layout_get_line_readonly(layout(face), 0), &ink, nil)
            return -Double(ink.y) / Double(PANGO_SCALE) / Lettering.em
        }
        plain = Face.allCases.map { PlainGlyphs(self, $0) }
    }

    deinit {
        for layout in layouts { g_object_unref(UnsafeMutableRawPointer(layout)) }
        g_object_unref(UnsafeMutableRawPointer(context))
        g_object_unref(UnsafeMutableRawPointer(fontMap))
        LiveDrawings.died()
    }

    /// The width of a text in one line.
    /// - Parameter size: the em; the width is in its unit.
    public func width(of text: String, _ face: Face = .regular, size: Double) -> Double {
        if let width = plain[face.rawValue]?.width(of: text) { return width * size }
        if let known = widths[face.rawValue][text] { return known * size }
        set(text, face)
        var logical = PangoRectangle()
        pango_layout_line_get_extents(pango_layout_get_line_readonly(layout(face), 0), nil, &logical)
        let width = Double(logical.width) / Double(PANGO_SCALE) / Lettering.em
        if widths[face.rawValue].count >= Lettering.mostWidths { widths[face.rawValue] = [:] }
        widths[face.rawValue][text] = width
        return width * size
    }

    /// How high capitals and digits are.
    public func capHeight(_ face: Face = .regular, size: Double) -> Double { capHeights[face.rawValue] * size }

    /// The text, cut with an ellipsis where it is wider.
    public func fitted(_ text: String, _ face: Face = .regular, size: Double, width most: Double) -> String {
        if width(of: text, face, size: size) <= most { return text }
        let characters = Array(text)
        var low = 0
        var high = characters.count
        while low < high {
            let middle = (low + high + 1) / 2
            if width(of: String(characters[..<middle]) + "…", face, size: size) <= most {
                low = middle
            } else {
                high = middle - 1
            }
        }
        return String(characters[..<low]) + "…"
    }

    func layout(_ face: Face) -> OpaquePointer { layouts[face.rawValue] }

    /// Puts a text into its face's layout as one line.
    func set(_ text: String, _ face: Face) {
        let layout = layout(face)
        pango_layout_set_width(layout, -1)
        pango_layout_set_single_paragraph_mode(layout, 1)
        var clean = Lettering.printable(text)
        clean.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                pango_layout_set_text(layout, $0.baseAddress ?? UnsafePointer(Lettering.nothing), CInt($0.count))
            }
        }
    }

    private nonisolated(unsafe) static let nothing: UnsafeMutablePointer<CChar> = {
        // Written once here and only read from then on.
        let byte = UnsafeMutablePointer<CChar>.allocate(capacity: 1)
        byte.initialize(to: 0)
        return byte
    }()

    /// Without control characters, which a font has no letters for.
    private static func printable(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 32 || $0 == 127 }) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 32 || $0.value == 127 ? " " : $0 }))
    }

    private static func families(of map: UnsafeMutablePointer<PangoFontMap>) -> [String] {
        var list: UnsafeMutablePointer<UnsafeMutablePointer<PangoFontFamily>?>?
        var count: CInt = 0
        pango_font_map_list_families(map, &list, &count)
        defer { g_free(list) }
        guard let list else { return [] }
        return (0..<Int(count)).compactMap { i in
            list[i].flatMap { pango_font_family_get_name($0) }.map { String(cString: $0) }
        }.sorted()
    }

    private static func description(_ family: String, _ face: Face) -> OpaquePointer {
        guard let description = pango_font_description_new() else { preconditionFailure("no memory for a font") }
        pango_font_description_set_family(description, family)
        pango_font_description_set_absolute_size(description, em * Double(PANGO_SCALE))
        if face == .bold { pango_font_description_set_weight(description, PANGO_WEIGHT_BOLD) }
        if face == .italic { pango_font_description_set_style(description, PANGO_STYLE_ITALIC) }
        return description
    }

    private static func hasVietnamese(
        _ family: String, _ map: UnsafeMutablePointer<PangoFontMap>, _ context: OpaquePointer
    ) -> Bool {
        let description = description(family, .regular)
        defer { pango_font_description_free(description) }
        guard let font = pango_font_map_load_font(map, context, description) else { return false }
        defer { g_object_unref(UnsafeMutableRawPointer(font)) }
        return neededLetters.unicodeScalars.allSatisfy { pango_font_has_char(font, $0.value) != 0 }
    }
}
