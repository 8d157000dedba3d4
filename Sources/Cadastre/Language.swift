/// The languages of messages and reports.
public enum Language: String, CaseIterable, Hashable, Sendable {
    case vi, en
}
