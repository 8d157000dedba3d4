import Cadastre

/// How the layers of `reconcile` look: parcels by group, findings by severity.
enum ReconcileStyles {
    static func all(_ language: Language) -> [(table: String, style: QMLStyle)] {
        func say(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }
        func group(_ number: Int, _ vi: String, _ en: String, _ color: String) -> QMLStyle.Rule {
            QMLStyle.Rule(
                label: say("Nhóm \(number): \(vi)", "Group \(number): \(en)"), filter: "\"group\" = \(number)",
                symbol: .area(fill: color + ",170", outline: "90,90,90,255", width: 0.12))
        }
        return [
            (
                "parcels",
                QMLStyle(
                    name: say("Nhóm thửa đất", "Groups of parcels"),
                    rules: [
                        group(0, "chưa có CSDL", "in no database", "188,175,214"),
                        group(1, "đúng, đủ, sạch, sống", "ready for use", "65,171,93"),
                        group(2, "cần chỉnh lý, bổ sung, xác thực", "to be completed", "254,204,92"),
                        group(3, "phải xây dựng lại", "to be rebuilt", "227,74,51"),
                        QMLStyle.Rule(
                            label: say("Không lập hồ sơ (đường, mặt nước)", "No record needed (roads, water)"),
                            filter: nil,
                            symbol: .area(fill: "222,227,233,255", outline: "160,160,160,255", width: 0.1)),
                    ],
                    label: QMLStyle.Label(
                        expression: "\"key\"", points: 6.5, color: "40,40,40,255", visibleBelowScale: 800),
                    displayExpression: "\"key\"", mapTip: "<b>[% \"key\" %]</b> [% \"reasons\" %]")
            ),
            (
                "findings",
                QMLStyle(
                    name: say("Kết quả đối soát", "Findings"),
                    rules: [
                        rule(.critical, "diamond", 3.4, "122,1,119,255", language),
                        rule(.error, "circle", 2.4, "203,24,29,255", language),
                        rule(.warning, "triangle", 2.2, "230,120,0,255", language),
                        rule(.info, "circle", 1.4, "82,116,150,255", language),
                    ])
            ),
        ]
    }

    private static func rule(
        _ severity: Severity, _ shape: String, _ size: Double, _ color: String, _ language: Language
    ) -> QMLStyle.Rule {
        QMLStyle.Rule(
            label: severity.name(in: language), filter: "\"severity\" = '\(severity.rawValue)'",
            symbol: .marker(shape, size: size, color: color), visibleBelowScale: severity == .info ? 5000 : 0)
    }
}
