import FoundationEssentials

/// Leaflet as Debian packs it (libjs-leaflet), made ready to stand inside a page.
public struct LeafletLibrary {
    public static let usualFolder = "/usr/share/javascript/leaflet"

    let script: String
    let style: String

    /// - Throws: `RunFolderError` where the package is not installed.
    init(_ folder: String = usualFolder) throws(RunFolderError) {
        func text(_ name: String) throws(RunFolderError) -> String {
            guard let data = try? Data(contentsOf: URL(filePath: "\(folder)/\(name)")) else {
                throw RunFolderError(
                    .noSuchInput,
                    "\(folder)/\(name) is not there: the page's map needs Leaflet; install the package libjs-leaflet")
            }
            return String(decoding: data, as: UTF8.self)
        }
        let code = Self.withoutSourceMap(try text("leaflet.min.js"))
        script = Self.notice + "\n" + code.replacing("</script", with: "<\\/script")
        style = Self.embeddingImages(Self.withoutOldBrowsers(Self.withoutSourceMap(try text("leaflet.css"))), folder)
    }

    /// A page has no file beside it in which a debugger could look.
    private static func withoutSourceMap(_ text: String) -> String {
        guard let at = text.ranges(of: "# sourceMappingURL=").last?.lowerBound else { return text }
        let opening = text[..<at].suffix(2)
        return opening == "//" || opening == "/*" ? String(text[..<text.index(at, offsetBy: -2)]) : text
    }

    /// Internet Explorer's own drawing and filters: no CSS.
    private static func withoutOldBrowsers(_ style: String) -> String {
        var kept = ""
        for rule in style.split(separator: "}", omittingEmptySubsequences: false) {
            guard let brace = rule.firstIndex(of: "{") else {
                kept += rule
                continue
            }
            let head = rule[..<brace]
            if head.contains("lvml") || head.contains("oldie") { continue }
            let lines = rule[rule.index(after: brace)...].split(separator: ";").filter {
                !$0.contains("behavior:") && !$0.contains("filter:") && !$0.contains("progid:")
            }
            kept += "\(head){\(lines.joined(separator: ";"))}"
        }
        return kept
    }

    private static func embeddingImages(_ style: String, _ folder: String) -> String {
        var result = ""
        var rest = style[...]
        while let start = rest.firstRange(of: "url("), let end = rest[start.upperBound...].firstIndex(of: ")") {
            let name = rest[start.upperBound..<end].filter { $0 != "\"" && $0 != "'" }
            result += rest[..<start.lowerBound]
            if name.hasSuffix(".png"), let data = try? Data(contentsOf: URL(filePath: "\(folder)/\(name)")) {
                result += "url(data:image/png;base64,\(data.base64EncodedString()))"
            } else {
                result += "none"
            }
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }

    /// The licence wants to be kept with every copy.
    private static let notice = """
        /*! Leaflet, a JavaScript library for interactive maps. https://leafletjs.com
        Copyright (c) 2010-2019 Vladimir Agafonkin, (c) 2010-2011 CloudMade. All rights reserved.
        Redistribution and use in source and binary forms, with or without modification, are permitted provided that the
        following conditions are met: 1. Redistributions of source code must retain the above copyright notice, this list
        of conditions and the following disclaimer. 2. Redistributions in binary form must reproduce the above copyright
        notice, this list of conditions and the following disclaimer in the documentation and/or other materials provided
        with the distribution. THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND ANY EXPRESS
        OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A
        PARTICULAR PURPOSE ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE FOR ANY
        DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO,
        PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
        CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR
        OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE. */
        """
}
