/// Names of sources as they may be shown: messages and reports must not carry a database's password.
public enum SourceName {
    /// The name with `password=...` and `user:password@` made unreadable.
    public static func shown(_ name: String) -> String {
        var shown = name
        // Where a name is not well made, what follows a password may be the rest of it.
        if let database = DatabaseName(name), !database.isWellFormed {
            shown.replace(/(?is)(password\s*=).*/) { "\($0.1)***" }
            shown.replace(/(?s)(:\/\/[^:@\/\s]*:).*@/) { "\($0.1)***@" }
            return shown
        }
        // A quoted password may hold spaces and escaped quotes, one without quotes escaped spaces.
        shown.replace(/(?i)(password\s*=\s*)('(?:[^'\\]|\\.)*'|(?:[^\s'\\]|\\.)(?:[^\s\\]|\\.)*)/) { "\($0.1)***" }
        shown.replace(/(:\/\/[^:@\/\s]*):[^\s\/]+@/) { "\($0.1):***@" }
        return shown
    }
}
