/// What the levels of a drawing mean: which hold boundaries, which the parts of parcel labels, which the frame.
///
/// Levels go by their names. `Level 10`, `LEVEL_10` and `10` are one name; other names are compared without case.
public struct DrawingLevels: Hashable, Sendable {
    /// Lines that can bound a parcel. A parcel's edge along a road or water line is not drawn twice: that line stands for it.
    public var boundary: Set<String>
    /// Parcel numbers, the line of the label's fraction, and leader lines.
    public var number: Set<String>
    public var area: Set<String>
    public var landUse: Set<String>
    /// The land use of the papers, which serves where the present one is not written.
    public var legalLandUse: Set<String>
    /// Labels that say anything of a parcel, each told by what it looks like.
    public var label: Set<String> = []
    /// Sheet frames and what is written around them.
    public var frame: Set<String>

    public init(
        boundary: Set<String>, number: Set<String>, area: Set<String>, landUse: Set<String>,
        legalLandUse: Set<String>, label: Set<String> = [], frame: Set<String>
    ) {
        self.boundary = boundary
        self.number = number
        self.area = area
        self.landUse = landUse
        self.legalLandUse = legalLandUse
        self.label = label
        self.frame = frame
    }

    /// The national table: boundaries on 10, and on 21, 23, 31, 32 and 38 where a road or water line bounds the parcel. Level
    /// 61, the boundary of the papers, is drawn beside that of today and is none of them.
    public static let national: DrawingLevels = {
        let table = CSVTable(drawingLevelTable)
        let forms = table.column("can_form_parcel_boundary")
        let boundary = Set(table.rows.filter { $0[forms] == "yes" && $0[0] != "61" }.map { $0[0] })
        return DrawingLevels(
            boundary: boundary, number: ["11", "13"], area: ["4"], landUse: ["2"], legalLandUse: ["29"],
            frame: ["54", "63"])
    }()

    /// The one form of a level's name.
    public static func key(_ name: some StringProtocol) -> String {
        let upper = name.uppercased()
        let digits = upper.drop { !$0.isNumber }
        let number = digits.prefix { $0.isNumber }
        let before = upper.prefix { !$0.isNumber }.filter { $0.isLetter }
        let after = digits.drop { $0.isNumber }
        if !number.isEmpty, number.count <= 2, ["", "LEVEL", "LV", "L", "LOP", "LỚP"].contains(before),
            after.first.map({ !$0.isLetter && !$0.isNumber }) ?? true
        {
            return Int(number).map(String.init) ?? upper
        }
        return upper
    }
}
