public import ArgumentParser
import Cadastre
import MapReading
import Publishing
public import Reconciliation

extension WardEpochChoice: ExpressibleByArgument {}
extension DatumShift: ExpressibleByArgument {}

/// What every verb understands that reads records.
struct RecordOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Records: a workbook, a table, a database; may be repeated.", valueName: "form"),
        completion: .file())
    var records: [String] = []

    @Option(help: "The sheet or table to read, where a source has several.")
    var recordLayer: String?

    @Option(
        help: ArgumentHelp(
            "A column for a field that its heading does not tell, as parcel=ML or area=Y; may be repeated.",
            valueName: "field=column"))
    var recordField: [String] = []

    @Option(help: "Unit of the areas in the records: m2, sqft, or square metres in one unit.")
    var recordAreaUnit = "m2"

    @Option(help: "The ward of records that name none.")
    var recordWard: String?

    @Option(help: "Of which time the ward codes of the records are: auto, new (since July 2025), old.")
    var recordEpoch = WardEpochChoice.auto

    @Option(help: "Of which time the ward codes of the map are: auto, new, old.")
    var mapEpoch = WardEpochChoice.auto

    @Option(
        help: ArgumentHelp("Table of old and new sheets (bảng tham chiếu).", valueName: "table"), completion: .file())
    var crosswalk: String?

    @Option(
        help: ArgumentHelp("Extract of the population database: number, name, birth.", valueName: "table"),
        completion: .file())
    var population: String?

    @Option(help: ArgumentHelp("Rules of the groups, as JSON.", valueName: "file"), completion: .file())
    var groupRules: String?

    @Option(help: "How far areas may differ: pl04 (Appendix 04 by scale), percent:2.5, sqrt.")
    var areaRule = "pl04"

    @Option(
        help: "From VN-2000 to WGS 84 for parcel codes: epsg6960 (as PROJ and QGIS; usual), reversed-rotations.")
    var datumShift: DatumShift?

    func validate() throws {
        if AreaRule(name: areaRule) == nil {
            throw ValidationError("--area-rule takes pl04, percent:P or sqrt.")
        }
        if squareMetresPerUnit == nil {
            throw ValidationError("--record-area-unit takes m2, sqft, or the square metres of one unit.")
        }
        for text in recordField where named(text) == nil {
            let all = RecordField.allCases.map(\.name).joined(separator: ", ")
            throw ValidationError("--record-field takes field=column; the fields are \(all).")
        }
    }

    private func named(_ text: String) -> (RecordField, String)? {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2, let field = RecordField(name: parts[0]) else { return nil }
        return (field, parts[1])
    }

    private var squareMetresPerUnit: Double? {
        switch recordAreaUnit {
        case "m2": 1
        case "sqft": RecordReadingOptions.squareFoot
        default: Double(recordAreaUnit).flatMap { $0 > 0 && $0.isFinite ? $0 : nil }
        }
    }

    func settings(date: CivilDate, lanes: Int) throws -> ReconcileSettings {
        var settings = ReconcileSettings(wardLists: .hanoi, date: date)
        settings.lanes = lanes
        settings.mapEpoch = mapEpoch
        settings.recordEpoch = recordEpoch
        settings.recordWard = recordWard
        settings.areaRule = AreaRule(name: areaRule) ?? .appendix04
        if let groupRules { settings.groups = try GroupRules(file: groupRules) }
        return settings
    }

    /// - Parameter report: of the map, whose own fields are looked for in the records too.
    func readingOptions(map: MapOptions, _ report: ReadingReport) -> RecordReadingOptions {
        var options = RecordReadingOptions()
        options.layer = recordLayer
        options.named = Dictionary(recordField.compactMap { named($0) }, uniquingKeysWith: { _, last in last })
        let own: [(RecordField, String?)] = [
            (.ward, map.wardField), (.sheet, map.sheetField), (.number, map.parcelField),
        ]
        for (field, name) in own { if let name { options.fallback[field] = name } }
        options.squareMetresPerUnit = squareMetresPerUnit ?? 1
        options.allowedDrivers = map.allowDriver
        options.lanes = map.lanes
        return options
    }

    /// The forms as the user named them: the programs of a run get what one of them has read.
    private var namedForms: [String] {
        records.flatMap { form in
            RecordPartFile.isOne(form) ? (try? RecordPartFile.sources(of: form)) ?? [form] : [form]
        }
    }

    var selection: [(name: String, value: String)] {
        [
            ("records", Optional(namedForms.joined(separator: "; "))), ("record_ward", recordWard),
            ("crosswalk", crosswalk), ("population", population), ("group_rules", groupRules),
        ].compactMap { name, value in value.map { (name, ShownSetting.text($0)) } }
            + [("record_area_unit", recordAreaUnit)]
    }
}

extension RecordField {
    /// The fields that rules require.
    static func required(by rules: GroupRules) -> [RecordField] {
        rules.requiredFields.compactMap { RecordField(name: $0) }
    }
}
