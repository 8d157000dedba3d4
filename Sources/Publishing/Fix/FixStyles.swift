import Cadastre

/// How the layers of `fix` look: the map in thin lines, what changed in green over its old outline, what waits for
/// people in red.
enum FixStyles {
    static func all(_ language: Language) -> [(table: String, style: QMLStyle)] {
        func say(_ vi: String, _ en: String) -> String { language == .vi ? vi : en }
        let changed = "\"rule\" || ' · ' || format_number(\"max_shift_m\" * 1000, 1) || ' mm'"
        return [
            (
                "parcels",
                style(
                    say("Thửa đất", "Parcels"), .area(fill: "250,248,240,255", outline: "120,120,120,255", width: 0.12),
                    tip: "")
            ),
            (
                "changes",
                style(
                    say("Thửa đã sửa", "Changed parcels"),
                    .area(fill: "65,171,93,90", outline: "0,109,44,255", width: 0.4), tip: "[% \(changed) %]",
                    label: QMLStyle.Label(
                        expression: changed, points: 7, color: "0,80,30,255", visibleBelowScale: 1000))
            ),
            (
                "changes_before",
                style(
                    say("Ranh giới trước khi sửa", "Outlines before the repair"),
                    .area(fill: "0,0,0,0", outline: "203,24,29,200", width: 0.2, pattern: "no"), tip: "")
            ),
            (
                "moves",
                style(
                    say("Đỉnh đã dịch", "Moved corners"), .line(width: 0.7, color: "0,0,200,255"),
                    tip: "[% format_number(\"shift_m\" * 1000, 1) %] mm")
            ),
            (
                "worklist",
                style(
                    say("Chờ người quyết định", "Left for people"),
                    .area(fill: "203,24,29,110", outline: "203,24,29,255", width: 0.5), tip: "[% \"proposal\" %]")
            ),
        ]
    }

    private static func style(
        _ name: String, _ symbol: QMLSymbol, tip: String, label: QMLStyle.Label? = nil
    ) -> QMLStyle {
        QMLStyle(
            name: name, rules: [QMLStyle.Rule(label: name, filter: nil, symbol: symbol)], label: label,
            displayExpression: "$id", mapTip: tip)
    }
}
