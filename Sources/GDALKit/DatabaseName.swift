/// A source that is a database of PostgreSQL: `PG:dbname=... host=...`, or `postgresql://user@host/database`.
///
/// GDAL's own words in it (`tables`, `schemas`, `active_schema`) choose among its tables; the others are libpq's.
public struct DatabaseName: Hashable, Sendable {
    /// As it was named.
    public let source: String
    /// As libpq takes it.
    public let connection: String
    /// As messages may show it.
    public var shown: String { SourceName.shown(source) }
    /// The tables that the name lists.
    public let tables: [String]
    /// Whether every word of it is `key=value`, or the address has one `@` before its first slash. libpq tells what it cannot read word by word, and it might be the rest of
    /// a password with a space or an `@` in it.
    public let isWellFormed: Bool

    /// What a name that is not well made should be like.
    public static let rule =
        "the name is made of key=value, a value with spaces in single quotes; in an address @ is written %40, / %2F"

    /// Nil for sources that are none.
    public init?(_ source: String) {
        let lower = source.lowercased()
        self.source = source
        if lower.hasPrefix("postgresql://") || lower.hasPrefix("postgres://") {
            connection = source
            tables = []
            // Before the first slash, and once: else a part of a password with such signs would be taken for a host.
            let parts = source.drop { $0 != "/" }.drop { $0 == "/" }.split(
                separator: "@", omittingEmptySubsequences: false)
            isWellFormed = parts.count == 1 || (parts.count == 2 && !parts[0].contains { "/?#".contains($0) })
            return
        }
        guard lower.hasPrefix("pg:") else { return nil }
        let words = DatabaseName.words(source.dropFirst(3))
        isWellFormed = words != nil
        let ofGDAL: Set<String> = ["tables", "schemas", "active_schema"]
        connection = (words ?? []).filter { !ofGDAL.contains($0.key.lowercased()) }.map { word in
            let value = word.value.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
            return "\(word.key)='\(value)'"
        }.joined(separator: " ")
        let list = (words ?? []).last { $0.key.lowercased() == "tables" }?.value ?? ""
        tables = list.split(separator: ",").map(String.init)
    }

    /// `key=value` and `key = 'quoted value'`, with backslashes before what stands for itself; nil where something else
    /// stands there.
    private static func words(_ text: Substring) -> [(key: String, value: String)]? {
        var rest = text[...]
        var words: [(key: String, value: String)] = []
        func skipSpace() { rest = rest.drop { $0.isWhitespace } }
        while true {
            skipSpace()
            if rest.isEmpty { return words }
            let key = rest.prefix { !$0.isWhitespace && $0 != "=" }
            rest = rest.dropFirst(key.count)
            skipSpace()
            guard !key.isEmpty, rest.first == "=" else { return nil }
            rest = rest.dropFirst()
            skipSpace()
            let isQuoted = rest.first == "'"
            if isQuoted { rest = rest.dropFirst() }
            var value = ""
            var isClosed = !isQuoted
            while let letter = rest.first, isQuoted || !letter.isWhitespace {
                rest = rest.dropFirst()
                if isQuoted, letter == "'" {
                    isClosed = true
                    break
                }
                if letter == "\\", let next = rest.first {
                    value.append(next)
                    rest = rest.dropFirst()
                } else {
                    value.append(letter)
                }
            }
            guard isClosed else { return nil }
            words.append((String(key), value))
        }
    }
}
