import Cadastre

/// The style of one layer in QGIS's own XML (QML), small and written by hand: what it leaves out takes QGIS's
/// default. Read by QGIS 3.22 and later.
struct QMLStyle {
    /// One line of the legend: which features, how they look, from which map scale on.
    struct Rule {
        var label: String
        /// A QGIS expression; nil for all that no other rule takes.
        var filter: String?
        var symbol: QMLSymbol
        /// The smallest scale at which the rule is drawn, as a denominator; 0 for always.
        var visibleBelowScale = 0
    }

    struct Label {
        /// A QGIS expression; null for features without a label.
        var expression: String
        var points: Double
        var color: String
        var visibleBelowScale: Int
    }

    var name: String
    var rules: [Rule]
    var label: Label?
    var displayExpression = "\"message\""
    var mapTip = "<b>[% \"code\" %]</b> [% \"message\" %]"

    /// The document; equal content gives equal bytes.
    func document() -> String {
        var xml = """
            <!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
            <qgis version="3.22.16" styleCategories="Symbology|Labeling|MapTips" labelsEnabled="\(label == nil ? 0 : 1)">
             <renderer-v2 type="RuleRenderer" symbollevels="0" forceraster="0" enableorderby="0">
              <rules key="all">

            """
        for (i, rule) in rules.enumerated() {
            xml += "   <rule key=\"rule\(i)\" symbol=\"\(i)\" label=\"\(Self.escape(rule.label))\" "
            xml += "filter=\"\(Self.escape(rule.filter ?? "ELSE"))\""
            // For rules QGIS calls the smaller map scale, the larger denominator, the minimum.
            if rule.visibleBelowScale > 0 { xml += " scalemaxdenom=\"\(rule.visibleBelowScale)\"" }
            xml += "/>\n"
        }
        xml += "  </rules>\n  <symbols>\n"
        for (i, rule) in rules.enumerated() { xml += rule.symbol.xml(name: "\(i)") }
        xml += "  </symbols>\n </renderer-v2>\n"
        if let label { xml += Self.xml(label) }
        xml += " <mapTip>\(Self.escape(mapTip))</mapTip>\n"
        xml += " <previewExpression>\(Self.escape(displayExpression))</previewExpression>\n</qgis>\n"
        return xml
    }

    private static func xml(_ label: Label) -> String {
        """
         <labeling type="simple">
          <settings calloutType="simple">
           <text-style isExpression="1" fieldName="\(escape(label.expression))" fontFamily="DejaVu Sans" \
        fontSize="\(NumberText.fixed(label.points, decimals: 1))" fontSizeUnit="Point" textColor="\(label.color)" \
        textOpacity="1" multilineHeight="1">
            <text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="255,255,255,255" \
        bufferOpacity="0.9"/>
           </text-style>
           <placement placement="6" dist="0.6" distUnits="MM" offsetType="1" predefinedPositionOrder="TR,TL,BR,BL,R,L,T,B" priority="5"/>
           <rendering scaleVisibility="1" scaleMin="0" scaleMax="\(label.visibleBelowScale)" displayAll="0" obstacle="1" \
        limitNumLabels="0" drawLabels="1"/>
          </settings>
         </labeling>

        """
    }

    static func escape(_ text: String) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            default: escaped.append(character)
            }
        }
        return escaped
    }
}

/// A symbol of one or more layers, drawn in order. Sizes are millimetres on paper, colours `r,g,b,a`.
struct QMLSymbol {
    enum Geometry: String {
        case marker, line, fill
    }

    struct Layer {
        /// QGIS's class, as `SimpleFill`, and its properties.
        var type: String
        var properties: [(String, String)]
    }

    var geometry: Geometry
    var layers: [Layer]

    static func marker(_ shape: String, size: Double, color: String, outline: String = "255,255,255,255") -> QMLSymbol {
        QMLSymbol(
            geometry: .marker,
            layers: [
                Layer(
                    type: "SimpleMarker",
                    properties: [
                        ("name", shape), ("color", color), ("outline_color", outline), ("outline_style", "solid"),
                        ("outline_width", "0.3"), ("outline_width_unit", "MM"),
                        ("size", NumberText.fixed(size, decimals: 1)), ("size_unit", "MM"), ("joinstyle", "miter"),
                    ])
            ])
    }

    static func line(width: Double, color: String, isDashed: Bool = false) -> QMLSymbol {
        QMLSymbol(geometry: .line, layers: [lineLayer(width: width, color: color, isDashed: isDashed)])
    }

    /// A filled area with an outline wide enough to show what is thinner than a hair on the map.
    static func area(fill: String, outline: String, width: Double, pattern: String = "solid") -> QMLSymbol {
        QMLSymbol(
            geometry: .fill,
            layers: [
                Layer(
                    type: "SimpleFill",
                    properties: [
                        ("color", fill), ("style", pattern), ("outline_color", outline), ("outline_style", "solid"),
                        ("outline_width", NumberText.fixed(width, decimals: 2)), ("outline_width_unit", "MM"),
                        ("joinstyle", "round"),
                    ])
            ])
    }

    private static func lineLayer(width: Double, color: String, isDashed: Bool) -> Layer {
        Layer(
            type: "SimpleLine",
            properties: [
                ("line_color", color), ("line_style", isDashed ? "dash" : "solid"),
                ("line_width", NumberText.fixed(width, decimals: 2)), ("line_width_unit", "MM"),
                ("capstyle", "round"), ("joinstyle", "round"),
            ])
    }

    func xml(name: String) -> String {
        var xml =
            "   <symbol name=\"\(name)\" type=\"\(geometry.rawValue)\" alpha=\"1\" clip_to_extent=\"1\" force_rhr=\"0\">\n"
        for layer in layers {
            xml +=
                "    <layer class=\"\(layer.type)\" enabled=\"1\" locked=\"0\" pass=\"0\">\n     <Option type=\"Map\">\n"
            for (key, value) in layer.properties {
                xml += "      <Option name=\"\(key)\" type=\"QString\" value=\"\(QMLStyle.escape(value))\"/>\n"
            }
            xml += "     </Option>\n    </layer>\n"
        }
        return xml + "   </symbol>\n"
    }
}
