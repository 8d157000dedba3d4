/// Names of sources as they may be shown: messages and reports must not carry a database's password.
public enum SourceName {
    /// The name with `password=...` and `user:password@` made unreadable.
    public static func shown(_ name: String) -> String {
        var shown = name
        // A quoted password may hold spaces and escaped quotes.
        shown.replace(/(?i)(password\s*=\s*)('(?:[^'\\]|\\.)*'|[^\s']+)/) { "\($0.1)***" }
        shown.replace(/(:\/\/[^:@\/\s]+):[^@\s]+@/) { "\($0.1):***@" }
        return shown
    }
}
