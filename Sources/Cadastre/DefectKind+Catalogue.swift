/// What decides between two codes of one kind.
public enum DefectCircumstance: Hashable, Sendable {
    case plain
    /// An overlap or gap whose two sides belong to different wards: `EDG-02`.
    case betweenWards
    /// An edge mismatch without a face, only a vertex that the neighbour lacks: `GEO-09`.
    case missingVertexOnly
    /// A land-use code that a newer one replaces: an `info`.
    case supersededCode
}

extension DefectKind {
    /// The catalogue's code of the kind where nothing special holds.
    public var code: String { code(.plain) }

    /// The catalogue's code.
    public func code(_ circumstance: DefectCircumstance) -> String {
        switch self {
        case .nullGeometry: "GEO-15"
        case .invalidGeometry: "GEO-07"
        case .duplicateGeometry: "GEO-11"
        case .overlap: circumstance == .betweenWards ? "EDG-02" : "GEO-01"
        case .nestedParcel: "GEO-12"
        case .gap: circumstance == .betweenWards ? "EDG-02" : "GEO-02"
        case .edgeMismatch: circumstance == .missingVertexOnly ? "GEO-09" : "GEO-03"
        case .uncovered: "GEO-16"
        case .outsideWard: "EDG-03"
        case .wrongWard: "ADM-02"
        case .unknownWard: "ADM-01"
        case .multipart: "GEO-13"
        case .sliverParcel: "GEO-10"
        case .duplicateKey: "KEY-01"
        case .missingKey: "KEY-02"
        case .invalidLandUse: "LBL-06"
        case .areaMismatch: "REC-07"
        case .wrongCRS: "REF-01"
        case .swappedAxes: "REF-02"
        case .unclosedBoundary: "GEO-04"
        case .undershoot, .overshoot: "GEO-05"
        case .duplicateLine: "GEO-06"
        case .unlabelledParcel: "LBL-01"
        case .severalLabels: "LBL-02"
        case .orphanLabel: "LBL-03"
        case .unreadableLabel: "LBL-04"
        case .labelAreaMismatch: "LBL-05"
        case .sheetEdgeMismatch: "EDG-01"
        case .shiftedSheet: "REF-03"
        case .outsideSheet: "EDG-04"
        }
    }

    /// How bad a defect of this kind is where nothing special holds.
    public var severity: Severity { severity(.plain) }

    /// How bad a defect of this kind is.
    public func severity(_ circumstance: DefectCircumstance) -> Severity {
        if self == .invalidLandUse && circumstance == .supersededCode { return .info }
        return defectClass(circumstance).severity
    }

    /// The catalogue's class.
    public func defectClass(_ circumstance: DefectCircumstance = .plain) -> DefectClass {
        guard let found = DefectCatalogue.defectClass(code: code(circumstance)) else {
            preconditionFailure("\(code(circumstance)) is not in the catalogue")
        }
        return found
    }

    /// The kind's name in the catalogue: "Thửa đất chồng lấn", "Parcels overlap".
    public func name(in language: Language) -> String { defectClass().name(in: language) }
    public var nameVi: String { name(in: .vi) }
    public var nameEn: String { name(in: .en) }
}
