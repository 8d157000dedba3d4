import CairoKit
import FoundationEssentials
import Glibc

/// Styles of sheets as a JSON file, as `maps/styles/sheets.json`. What is not named stays as it is usual.
extension SheetStyle {
    private struct Content: Decodable {
        var fonts: [String]?
        var label_sizes_mm: [Double]?
        var led_label_size_mm: Double?
        var label_margin_mm: Double?
        var longest_leader_mm: Double?
        var inks: [String: String]?
        var widths_mm: [String: Double]?
        var land_use_fills: [String: String]?

        static let keys = [
            "fonts", "label_sizes_mm", "led_label_size_mm", "label_margin_mm", "longest_leader_mm", "inks", "widths_mm",
            "land_use_fills",
        ]
    }

    private struct AnyValue: Decodable {
        init(from decoder: any Decoder) throws {}
    }

    /// - Throws: `FindingsError`: no such file, no JSON, or a value that means nothing.
    public init(file path: String) throws {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw FindingsError(.noSuchFile, "\(path): \(systemReason()); --style takes a JSON file")
        }
        let content: Content
        do {
            let data = try Data(contentsOf: URL(filePath: path))
            let keys = try JSONDecoder().decode([String: AnyValue].self, from: data).keys
            if let unknown = keys.sorted().first(where: { !Content.keys.contains($0) }) {
                throw FindingsError(
                    .unusable,
                    "\(path): \"\(unknown)\" is no part of a style; the parts are \(Content.keys.joined(separator: ", "))"
                )
            }
            content = try JSONDecoder().decode(Content.self, from: data)
        } catch let error as DecodingError {
            throw FindingsError(.unusable, "\(path) is no JSON of a style: \(error)")
        }
        self.init()
        try take(content, path)
    }

    private mutating func take(_ content: Content, _ path: String) throws(FindingsError) {
        func refuse(_ text: String) -> FindingsError { FindingsError(.unusable, "\(path): \(text)") }
        func part(_ name: String) throws(FindingsError) -> Part {
            guard let part = Part(rawValue: name) else {
                let all = Part.allCases.map(\.rawValue).joined(separator: ", ")
                throw refuse("\"\(name)\" has no ink or width; those are \(all)")
            }
            return part
        }
        func ink(_ text: String) throws(FindingsError) -> Ink {
            guard let ink = Ink(hex: text) else { throw refuse("\"\(text)\" is no colour; write #RRGGBB or #RRGGBBAA") }
            return ink
        }
        func size(_ name: String, _ value: Double) throws(FindingsError) -> Double {
            guard value > 0, value <= 200 else { throw refuse("\(name) takes millimetres above 0") }
            return value
        }
        if let given = content.fonts { fonts = given }
        if let given = content.label_sizes_mm {
            guard !given.isEmpty else { throw refuse("label_sizes_mm takes a size or more") }
            for value in given { _ = try size("label_sizes_mm", value) }
            labelSizes = given.sorted(by: >)
        }
        if let given = content.led_label_size_mm { ledLabelSize = try size("led_label_size_mm", given) }
        if let given = content.label_margin_mm { labelMargin = try size("label_margin_mm", given) }
        if let given = content.longest_leader_mm { longestLeader = try size("longest_leader_mm", given) }
        for (name, value) in content.inks ?? [:] { inks[try part(name)] = try ink(value) }
        for (name, value) in content.widths_mm ?? [:] { widths[try part(name)] = try size("widths_mm", value) }
        if let fills = content.land_use_fills {
            landUseFills = [:]
            for (code, value) in fills { landUseFills[code.uppercased()] = try ink(value) }
        }
    }
}
