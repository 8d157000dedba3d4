import CPROJ

/// The C library as a whole.
public enum PROJLibrary {
    /// As `9.1.1`.
    public static var version: String { proj_info().version.map { String(cString: $0) } ?? "" }
}
