/// Names and values as statements of PostgreSQL hold them.
public enum PostgresText {
    /// A name of a schema, table or column, with its capitals.
    public static func name(_ name: String) -> String { "\"\(name.replacing("\"", with: "\"\""))\"" }

    /// A name of a table in a schema.
    public static func name(_ name: String, in schema: String) -> String {
        "\(PostgresText.name(schema)).\(PostgresText.name(name))"
    }

    /// A text, however the server takes backslashes.
    public static func literal(_ text: String) -> String {
        let quoted = text.replacing("'", with: "''")
        return text.contains("\\") ? "E'\(quoted.replacing("\\", with: "\\\\"))'" : "'\(quoted)'"
    }
}
