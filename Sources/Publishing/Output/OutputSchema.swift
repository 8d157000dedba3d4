/// The JSON schemas (draft 2020-12) of what the verbs write.
public enum OutputSchema: String, CaseIterable, Sendable {
    case build, check, coverage, export, fix, inspect, reconcile
    /// Of the exports that keep an index of their files.
    case exportIndex = "export-index"

    public var text: String { CommonSchemas.filledIn(ownText) }

    private var ownText: String {
        switch self {
        case .build: buildSchema
        case .check: checkSchema
        case .coverage: coverageSchema
        case .export: sheetSchema
        case .exportIndex: indexSchema
        case .fix: fixSchema
        case .inspect: inspectSchema
        case .reconcile: reconcileSchema
        }
    }
}
