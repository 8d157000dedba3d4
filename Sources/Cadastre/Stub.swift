public struct CivilDate: Hashable, Sendable { public init() {} }
public enum PersonalNumberFinding: Hashable, Sendable {
    case wrong
    public var code: String { "OWN-02" }
    public func name(in l: Language) -> String { "" }
}
public enum PersonalNumber { public static func masked(_ t: String) -> String { "" } }
