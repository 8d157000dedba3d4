/// What a column of a table of records can say: the fields of the collection form PL3-01 (see `RecordForm`), and what
/// registers, exports of the national system and lists of offices have besides.
///
/// One row may be certificate x parcel x person.
public enum RecordField: Int, CaseIterable, Hashable, Sendable {
    // The certificate.
    case ward, serial
    case issueDate
    case registerNumber
    // Who holds it.
    case organisation
    case organisationNumber
    case owner
    case birthDate
    case gender
    case ownerNumber
    case ownerAddress
    case holding, role
    case currentUser
    case currentUserNumber
    case currentAddress
    case changeReason
    // The parcel.
    case parcelCode
    case certificateSheet
    case certificateNumber
    case sheet
    case number
    case parcelAddress
    case area
    case use1, use1Area, use1Origin, use1Form, use1Term
    case use2, use2Area, use2Origin, use2Form, use2Term
    case use3, use3Area, use3Origin, use3Form, use3Term
    // What stands on it.
    case asset, building, apartment
    case footprintArea
    case floorArea
    case ownership
    case ownershipTerm
    case houseClass
    case houseGrade
    case scan
    // Not in the form.
    /// Name of the ward, where it stands besides or instead of its code.
    case wardName
    /// Series of the map (299, 1994, đo tổng thể): each restarts its sheet numbers.
    case mapSeries
    /// Denominator of the map scale.
    case scale
    /// Residential group (tổ dân phố, thôn).
    case residentialGroup
    /// Result against the population database: khớp, chưa khớp, không xác định.
    case populationStatus
    /// Whether the three blocks of the parcel are synchronised.
    case synchronised
    /// Whether the electronic register page is exported.
    case registerExported
    /// Whether the certificate or the right is still in force.
    case rightStatus

    /// As options, JSON and tables of field names have it.
    public var name: String { Self.names[rawValue] }
    private static let names = [
        "ward", "serial", "issue_date", "register_number", "organisation", "organisation_number", "owner",
        "birth_date", "gender", "owner_number", "owner_address", "holding", "role", "current_user",
        "current_user_number", "current_address", "change_reason", "parcel_code", "certificate_sheet",
        "certificate_parcel", "sheet", "parcel", "parcel_address", "area", "use1", "use1_area", "use1_origin",
        "use1_form", "use1_term", "use2", "use2_area", "use2_origin", "use2_form", "use2_term", "use3",
        "use3_area", "use3_origin", "use3_form", "use3_term", "asset", "building", "apartment",
        "footprint_area", "floor_area", "ownership", "ownership_term", "house_class", "house_grade", "scan",
        "ward_name", "map_series", "scale", "residential_group", "population_status", "synchronised",
        "register_exported", "right_status",
    ]

    /// The field of such a name.
    public init?(name: String) {
        guard let place = Self.names.firstIndex(of: name) else { return nil }
        self.init(rawValue: place)
    }

    /// Whether values are personal data: never written without `--show-personal-data`.
    public var isPersonal: Bool {
        switch self {
        case .owner, .birthDate, .gender, .ownerNumber, .ownerAddress, .currentUser, .currentUserNumber,
            .currentAddress, .parcelAddress, .organisation, .organisationNumber, .scan:
            true
        default: false
        }
    }

    /// Whether values are numbers with a unit of area.
    public var isArea: Bool {
        switch self {
        case .area, .use1Area, .use2Area, .use3Area, .footprintArea, .floorArea: true
        default: false
        }
    }

    /// The three land uses of a row: code or label, and area.
    public static let uses: [(use: RecordField, area: RecordField)] = [
        (.use1, .use1Area), (.use2, .use2Area), (.use3, .use3Area),
    ]

    /// The field of a column of the form PL3-01, by the letters of the spreadsheet's column.
    public static let formColumns: [String: RecordField] = {
        let fields = Array(allCases.prefix { $0 != .wardName })
        precondition(fields.count == RecordForm.columns.count, "a field for each column of the form")
        return Dictionary(uniqueKeysWithValues: zip(RecordForm.columns.map(\.spreadsheetColumn), fields))
    }()
}
