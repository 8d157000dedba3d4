import Cadastre
import Testing

@Suite("Defect catalogue")
struct DefectCatalogueTests {
    @Test(arguments: [
        (DefectKind.nullGeometry, "GEO-15", Severity.error),
        (.invalidGeometry, "GEO-07", .error),
        (.duplicateGeometry, "GEO-11", .error),
        (.overlap, "GEO-01", .error),
        (.nestedParcel, "GEO-12", .error),
        (.gap, "GEO-02", .error),
        (.edgeMismatch, "GEO-03", .warning),
        (.uncovered, "GEO-16", .info),
        (.outsideWard, "EDG-03", .warning),
        (.wrongWard, "ADM-02", .error),
        (.unknownWard, "ADM-01", .error),
        (.multipart, "GEO-13", .warning),
        (.sliverParcel, "GEO-10", .warning),
        (.duplicateKey, "KEY-01", .critical),
        (.missingKey, "KEY-02", .error),
        (.invalidLandUse, "LBL-06", .warning),
        (.areaMismatch, "REC-07", .warning),
        (.wrongCRS, "REF-01", .critical),
        (.swappedAxes, "REF-02", .critical),
    ])
    func `a kind has its code and severity`(kind: DefectKind, code: String, severity: Severity) {
        #expect(kind.code == code)
        #expect(kind.severity == severity)
        #expect(!kind.nameVi.isEmpty && !kind.nameEn.isEmpty && kind.nameVi != kind.nameEn)
    }

    @Test func `an overlap and a gap between wards are EDG-02`() {
        #expect(DefectKind.overlap.code(.betweenWards) == "EDG-02")
        #expect(DefectKind.gap.code(.betweenWards) == "EDG-02")
        #expect(DefectKind.gap.severity(.betweenWards) == .error)
        #expect(DefectKind.nestedParcel.code(.betweenWards) == "GEO-12")
    }

    @Test func `a missing vertex alone is GEO-09, still a warning`() {
        #expect(DefectKind.edgeMismatch.code(.missingVertexOnly) == "GEO-09")
        #expect(DefectKind.edgeMismatch.severity(.missingVertexOnly) == .warning)
    }

    @Test func `a superseded land-use code is only information`() {
        #expect(DefectKind.invalidLandUse.severity(.supersededCode) == .info)
    }

    @Test func `names come in both languages`() {
        #expect(DefectKind.overlap.nameVi == "Thửa đất chồng lấn")
        #expect(DefectKind.overlap.name(in: .en) == "Parcels overlap")
        #expect(Severity.critical.name(in: .vi) == "đặc biệt nghiêm trọng")
        #expect(Severity.critical.name(in: .en) == "critical")
    }

    @Test func `no code stands twice`() {
        #expect(Set(DefectCatalogue.classes.map(\.code)).count == DefectCatalogue.classes.count)
    }
}
