import Cadastre
import MapReading

/// How exported parcels look in QGIS: thin lines, number and land use from 1:2000 on.
struct LayerStyle {
    var numberField: String?
    var landUseField: String?
    var language: Language

    init(_ report: ReadingReport, _ language: Language) {
        let fields = report.layers.first?.fields ?? []
        numberField = fields.first { $0.role == .number }?.field
        landUseField = fields.first { $0.role == .landUse }?.field
        self.language = language
    }

    init(numberField: String?, landUseField: String?, _ language: Language) {
        self.numberField = numberField
        self.landUseField = landUseField
        self.language = language
    }

    private static func quoted(_ field: String) -> String { "\"\(field.replacing("\"", with: "\"\""))\"" }

    var style: QMLStyle {
        let name = language == .vi ? "Thửa đất" : "Parcels"
        let parts = [numberField, landUseField].compactMap { $0 }.map { "coalesce(\(Self.quoted($0)), '')" }
        let expression = parts.joined(separator: " || '\\n' || ")
        return QMLStyle(
            name: name,
            rules: [
                QMLStyle.Rule(
                    label: name, filter: nil,
                    symbol: .area(fill: "250,248,240,255", outline: "110,110,110,255", width: 0.15))
            ],
            label: parts.isEmpty
                ? nil
                : QMLStyle.Label(
                    expression: expression, points: 7, color: "40,40,40,255", visibleBelowScale: 2000),
            displayExpression: numberField.map { Self.quoted($0) } ?? "$id", mapTip: "")
    }
}
