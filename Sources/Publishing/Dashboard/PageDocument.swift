import Cadastre

/// One page in one file: styles, scripts and data stand inside it, and its policy forbids it to load anything.
struct PageDocument {
    var language: Language
    /// Shown until the script has set it in the reader's language.
    var title: String
    var styles: [String]
    var scripts: [String]
    /// JSON.
    var data: [UInt8]

    /// Text between tags or in an attribute in double quotation marks.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            // Not allowed in HTML.
            case "\u{0}"..<"\u{9}", "\u{B}"..<"\u{20}", "\u{7F}": result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// JSON that may stand in a script element: nothing in it ends or nests one.
    static func scriptData(_ json: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(json.count + json.count / 64)
        for byte in json {
            // Outside of strings JSON has no such sign.
            if byte == UInt8(ascii: "<") { result += Array("\\u003c".utf8) } else { result.append(byte) }
        }
        return result
    }

    var bytes: [UInt8] {
        let head = """
            <!DOCTYPE html>
            <html lang="\(language.rawValue)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; \
            style-src 'unsafe-inline'; img-src data:">
            <meta name="color-scheme" content="light dark">
            <meta name="generator" content="parcelmap \(Program.version)">
            <title>\(PageDocument.escaped(title))</title>
            <link rel="icon" href="data:,">
            <style>
            \(styles.joined(separator: "\n"))
            </style>
            </head>
            <body>
            <div id="page"><header><h1>\(PageDocument.escaped(title))</h1></header></div>
            <noscript><p>Trang này cần JavaScript. This page needs JavaScript.</p></noscript>
            <script type="application/json" id="data">
            """
        let tail = """
            </script>
            <script>
            \(scripts.joined(separator: "\n"))
            </script>
            </body>
            </html>

            """
        return Array(head.utf8) + PageDocument.scriptData(data) + Array(tail.utf8)
    }
}
