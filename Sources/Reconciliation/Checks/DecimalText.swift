/// Areas of single uses, which are small: one mark at most, and it is the decimal one.
public enum DecimalText {
    /// `245,8`, `245.8`, `245`; nil for all else, thousands marked by dots among it.
    public static func value(_ text: String) -> Double? {
        let parts = text.split(omittingEmptySubsequences: false) { $0 == "," || $0 == "." }
        guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { ("0"..."9").contains($0) } }) else {
            return nil
        }
        return Double(parts.joined(separator: "."))
    }
}
