/// The program's name and version as every output carries them.
public enum Program {
    public static let version = "0.1.0"
    /// Of all JSON.
    public static let schema = 1
}
