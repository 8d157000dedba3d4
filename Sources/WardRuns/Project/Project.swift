/// What a run is to do: the project file, with its paths made whole.
public struct Project: Sendable, Equatable {
    public var name = ""
    /// Of all reports, as `2025-11-10`; nil takes the newest input's.
    public var date: String?
    public var language = "vi"
    /// The map: one source with all wards, or a path with `{ward}` in it, one file for each ward.
    public var map = ""
    public var layer: String?
    /// The field that names the ward; nil finds it by its usual names.
    public var wardField: String?
    public var crs: String?
    public var workCRS: String?
    /// Outlines of the wards.
    public var wards: String?
    /// Denominator of the map scale.
    public var scale: Int?
    /// Forms; a path with `{ward}` in it is read with its ward alone.
    public var records: [String] = []
    public var population: String?
    public var crosswalk: String?
    public var groupRules: String?
    public var documents: String?
    public var targets: String?
    public var branches: String?
    public var tolerance: Double?
    public var maxGapWidth: Double?
    public var wardTolerance: Double?
    /// `match` or `limits`.
    public var fixLevel = "match"
    public var steps: [WardStep] = [.check, .fix, .reconcile]
    /// A database (`PG:...`) that gets the results of the wards too, and the schema there.
    public var destination: String?
    public var destinationSchema = "parcelmap"
    /// Wards at once; nil takes the cores.
    public var jobs: Int?

    /// The sign in a path that stands for a ward's code.
    public static let wardSign = "{ward}"

    public var hasFilePerWard: Bool { map.contains(Project.wardSign) }
    /// The layer of each ward's map; where a map is parted by its wards, or fetched, each has but one.
    var layerOfWards: String? { hasFilePerWard ? layer : nil }
    /// Forms that belong to one ward each.
    public var recordsOfWards: [String] { records.filter { $0.contains(Project.wardSign) } }
    /// Forms of the whole city.
    public var recordsOfCity: [String] { records.filter { !$0.contains(Project.wardSign) } }

    public init() {}
}

/// What is done with each ward.
public enum WardStep: String, CaseIterable, Sendable {
    case check, fix, reconcile
    /// What the ward contributes to the city's table, where no other step tells it.
    case ground
    /// Cadastral sheets as PDF.
    case sheets
    /// Field lists as PDF and XLSX.
    case lists

    /// The steps that a project may name.
    static let named = allCases.filter { $0 != .ground }

    /// Whether there is nothing to do without forms.
    var needsRecords: Bool { self == .reconcile || self == .lists }
}

/// Why a run cannot be.
public struct ProjectError: Error, Equatable, CustomStringConvertible, Sendable {
    public enum Cause: Sendable, CaseIterable {
        /// The project file, or what it names, cannot be used: 65.
        case unusable
        /// No such file: 66.
        case noInput
        /// Another run works in the folder, or it cannot be created: 73.
        case cannotCreate
        /// Reading or writing failed: 74.
        case failed
    }

    public var cause: Cause
    public var description: String

    public init(_ cause: Cause, _ description: String) {
        self.cause = cause
        self.description = description
    }

    /// As in `sysexits.h`.
    public var exitCode: Int32 {
        switch cause {
        case .unusable: 65
        case .noInput: 66
        case .cannotCreate: 73
        case .failed: 74
        }
    }

    /// As a plan of a run keeps it.
    init(_ members: [String: Any]) {
        let code = members["exit_code"] as? Int ?? 74
        cause = Cause.allCases.first { Int(ProjectError($0, "").exitCode) == code } ?? .failed
        description = members["said"] as? String ?? ""
    }

    var members: [String: Any] { ["exit_code": Int(exitCode), "said": description] }
}
