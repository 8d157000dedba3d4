/// The identifier of an organisation: its tax code (mã số thuế), ten digits, and three more for a branch.
public struct OrganisationNumber: Hashable, Sendable, CustomStringConvertible {
    /// Ten digits.
    public let code: String
    /// Three digits, nil for the organisation itself.
    public let branch: String?

    /// As `0100109106` or `0100109106-001`.
    public var description: String { branch.map { "\(code)-\($0)" } ?? code }

    /// What a text says when it should be an organisation's identifier.
    public enum Reading: Hashable, Sendable {
        case missing
        case number(OrganisationNumber)
        /// To be taken only after somebody has looked: without the dash or a leading zero, or behind "N/A-" as an export
        /// writes it.
        case suggested(OrganisationNumber)
        case unreadable
    }

    /// Reads an identifier; spaces do not matter.
    public static func read(_ text: String) -> Reading {
        var bytes = Array(text.utf8.filter { $0 > 32 })
        if bytes.isEmpty { return .missing }
        var isSure = true
        if bytes.starts(with: "N/A-".utf8) {
            bytes.removeFirst(4)
            isSure = false
        }
        let parts = bytes.split(separator: 45, omittingEmptySubsequences: false).map { Array($0) }
        guard parts.count <= 2, parts.allSatisfy({ $0.allSatisfy { (48...57).contains($0) } }) else {
            return .unreadable
        }
        var code = parts[0]
        var branch = parts.count == 2 ? parts[1] : nil
        if branch == nil, code.count == 13 {
            branch = Array(code[10...])
            code.removeLast(3)
            isSure = false
        } else if code.count == 9 {
            code.insert(48, at: 0)
            isSure = false
        }
        guard code.count == 10, branch == nil || branch?.count == 3, Set(code).count > 1 else { return .unreadable }
        let number = OrganisationNumber(
            code: String(decoding: code, as: UTF8.self), branch: branch.map { String(decoding: $0, as: UTF8.self) })
        return isSure ? .number(number) : .suggested(number)
    }
}
