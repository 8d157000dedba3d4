import GDALKit

/// A setting as reports may show it.
public enum ShownSetting {
    /// Without the passwords of databases.
    public static func text(_ value: String) -> String { SourceName.shown(value) }
}
