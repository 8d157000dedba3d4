import Cadastre

/// How the layers of `check` look: points by severity, areas and lines by kind, accepted findings grey.
enum DefectStyles {
    static func style(of layer: DefectLayer, language: Language) -> QMLStyle {
        switch layer {
        case .defects: points(language)
        case .defectAreas: areas(language)
        case .defectEdges: edges(language)
        }
    }

    private static let isOpen = "\"state\" <> 'accepted'"
    private static let grey = "140,140,140,255"

    private static func accepted(_ language: Language) -> String {
        language == .vi ? "Được chấp nhận" : "Accepted"
    }

    private static func color(_ severity: Severity) -> String {
        switch severity {
        case .critical: "122,1,119,255"
        case .error: "203,24,29,255"
        case .warning: "230,120,0,255"
        case .info: "82,116,150,255"
        }
    }

    private static func points(_ language: Language) -> QMLStyle {
        func rule(_ severity: Severity, _ shape: String, _ size: Double, below scale: Int = 0) -> QMLStyle.Rule {
            QMLStyle.Rule(
                label: severity.name(in: language).capitalisingFirst,
                filter: "\"severity\" = '\(severity.rawValue)' AND \(isOpen)",
                symbol: .marker(shape, size: size, color: color(severity)), visibleBelowScale: scale)
        }
        return QMLStyle(
            name: language == .vi ? "Lỗi theo mức độ" : "Defects by severity",
            rules: [
                rule(.critical, "diamond", 4), rule(.error, "circle", 2.8), rule(.warning, "triangle", 2.6),
                // Streets and lakes are many and no fault: they wait until one looks closely.
                rule(.info, "circle", 1.6, below: 5000),
                QMLStyle.Rule(
                    label: accepted(language), filter: nil,
                    symbol: .marker("circle", size: 1.6, color: "255,255,255,255", outline: grey),
                    visibleBelowScale: 5000),
            ],
            label: QMLStyle.Label(
                expression: """
                    CASE WHEN "severity" IN ('critical', 'error', 'warning') AND \(isOpen) THEN "code" || \
                    CASE WHEN @map_scale < 600 AND "area_m2" >= 0.01 \
                    THEN '\\n' || format_number("area_m2", 2) || ' m²' ELSE '' END END
                    """,
                points: 7.5, color: "25,25,25,255", visibleBelowScale: 1500))
    }

    /// Kinds with a colour of their own; all others take their severity's.
    private static func look(_ kind: DefectKind) -> (color: String, pattern: String) {
        switch kind {
        case .overlap: ("203,24,29", "solid")
        case .nestedParcel: ("174,1,126", "solid")
        case .duplicateGeometry: ("122,1,119", "b_diagonal")
        case .gap: ("255,140,0", "solid")
        case .edgeMismatch: ("214,168,0", "solid")
        case .uncovered: ("120,150,180", "f_diagonal")
        case .outsideWard: ("0,128,128", "solid")
        case .wrongWard: ("0,96,140", "b_diagonal")
        default: (String(color(kind.severity).dropLast(4)), "b_diagonal")
        }
    }

    private static func areas(_ language: Language) -> QMLStyle {
        let kinds: [DefectKind] = [
            .overlap, .nestedParcel, .duplicateGeometry, .gap, .edgeMismatch, .outsideWard, .wrongWard, .uncovered,
        ]
        return byKind(kinds, name: language == .vi ? "Vùng lỗi theo loại" : "Areas by kind", language) { kind in
            let (color, pattern) = look(kind)
            if kind == .uncovered {
                return .area(fill: "\(color),130", outline: "\(color),160", width: 0.15, pattern: pattern)
            }
            return .area(fill: "\(color),110", outline: "\(color),255", width: 0.45, pattern: pattern)
        } accepted: {
            .area(fill: "140,140,140,60", outline: grey, width: 0.2)
        }
    }

    private static func edges(_ language: Language) -> QMLStyle {
        let kinds: [DefectKind] = [.edgeMismatch, .gap, .invalidGeometry, .outsideWard]
        return byKind(kinds, name: language == .vi ? "Đường lỗi theo loại" : "Lines by kind", language) { kind in
            .line(width: 0.9, color: "\(look(kind).color),220")
        } accepted: {
            .line(width: 0.4, color: grey, isDashed: true)
        }
    }

    private static func byKind(
        _ kinds: [DefectKind], name: String, _ language: Language, symbol: (DefectKind) -> QMLSymbol,
        accepted: () -> QMLSymbol
    ) -> QMLStyle {
        var rules = kinds.map { kind in
            QMLStyle.Rule(
                label: kind.name(in: language), filter: "\"kind\" = '\(kind.rawValue)' AND \(isOpen)",
                symbol: symbol(kind))
        }
        rules.append(
            QMLStyle.Rule(label: self.accepted(language), filter: "\"state\" = 'accepted'", symbol: accepted()))
        let others = language == .vi ? "Loại khác" : "Other kinds"
        rules.append(QMLStyle.Rule(label: others, filter: nil, symbol: symbol(.areaMismatch)))
        return QMLStyle(name: name, rules: rules)
    }
}

extension String {
    /// "nghiêm trọng" becomes "Nghiêm trọng".
    fileprivate var capitalisingFirst: String { prefix(1).uppercased() + dropFirst() }
}
