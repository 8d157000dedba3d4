import Cadastre

/// How the layer `wards` looks: by classes of the share of the ground that parcels cover.
enum CoverageStyles {
    static func wards(_ language: Language) -> QMLStyle {
        let isVietnamese = language == .vi
        func rule(_ label: String, _ filter: String?, _ color: String) -> QMLStyle.Rule {
            QMLStyle.Rule(
                label: label, filter: filter, symbol: .area(fill: "\(color),190", outline: "60,60,60,255", width: 0.3))
        }
        let pct = "\"coverage_pct\""
        return QMLStyle(
            name: isVietnamese ? "Tỷ lệ phủ diện tích" : "Ground covered",
            rules: [
                rule("≥ 95 %", "\(pct) >= 95", "0,104,55"),
                rule("80 – 95 %", "\(pct) >= 80 AND \(pct) < 95", "102,189,99"),
                rule("50 – 80 %", "\(pct) >= 50 AND \(pct) < 80", "254,224,139"),
                rule("20 – 50 %", "\(pct) >= 20 AND \(pct) < 50", "253,174,97"),
                rule("< 20 %", "\(pct) < 20", "215,48,39"),
                rule(isVietnamese ? "Không rõ" : "Not known", nil, "200,200,200"),
            ],
            label: QMLStyle.Label(
                expression: "\"ward_name\" || '\\n' || format_number(\(pct), 1) || ' %'", points: 8,
                color: "25,25,25,255", visibleBelowScale: 400_000),
            displayExpression: "\"ward_name\"",
            mapTip: "<b>[% \"ward_name\" %]</b> [% format_number(\(pct), 2) %] %")
    }
}
