import CGDAL
import Glibc

/// Gives each of two files or folders the other's name, in one step.
public enum ExchangedNames {
    private static let exchange: UInt32 = 2

    /// - Returns: whether it was done; if not, `errno` says why.
    public static func exchange(_ a: String, _ b: String) -> Bool {
        renameat2(AT_FDCWD, a, AT_FDCWD, b, exchange) == 0
    }
}
