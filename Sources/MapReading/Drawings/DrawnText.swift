/// One text of a drawing: where it stands and how it looks.
public struct DrawnText: Hashable, Sendable {
    /// The point that the text was placed by, which its justification tells of, in metres.
    public var x: Double
    public var y: Double
    /// An index of `Drawing.levels`.
    public var level: Int32
    /// The number of its element in the file, from 0, for messages.
    public var element: Int32
    /// The number of the element that holds several texts together (a text node, a cell, a text of several lines); -1
    /// for a text of its own.
    public var group: Int32 = -1
    /// Height of a capital letter.
    public var heightMetres: Double
    /// Length of the line of writing, as the file tells it or as its letters let expect.
    public var widthMetres: Double
    /// The direction of writing, counter-clockwise from east.
    public var angleRadians: Double
    public var justification: TextJustification
    /// An index of `Drawing.fonts`; -1 where the file does not say.
    public var fontID: Int32 = -1
    /// Whether its bytes are UTF-8 whatever its font.
    public var isUnicode = false
    /// Its bytes are `Drawing.textBytes[start..<end]`.
    public internal(set) var start: Int32 = 0
    public internal(set) var end: Int32 = 0

    public init(
        x: Double, y: Double, level: Int32, element: Int32, heightMetres: Double, widthMetres: Double = 0,
        angleRadians: Double = 0, justification: TextJustification = .bottomLeft
    ) {
        self.x = x
        self.y = y
        self.level = level
        self.element = element
        self.heightMetres = heightMetres
        self.widthMetres = widthMetres
        self.angleRadians = angleRadians
        self.justification = justification
    }

    public var byteCount: Int { Int(end - start) }
}

/// The point of a text that is placed on its insertion point.
public struct TextJustification: Hashable, Sendable {
    public enum Across: Int8, Hashable, Sendable { case left, centre, right }
    public enum Upward: Int8, Hashable, Sendable { case bottom, middle, top }

    public var across: Across
    public var upward: Upward

    public init(_ across: Across, _ upward: Upward) {
        self.across = across
        self.upward = upward
    }

    public static let bottomLeft = TextJustification(.left, .bottom)
    public static let centre = TextJustification(.centre, .middle)

    /// How much of the text's width is left of the point.
    public var shareLeft: Double { Double(across.rawValue) / 2 }
    /// How much of the text's height is below the point.
    public var shareBelow: Double { Double(upward.rawValue) / 2 }
}

/// The font of a text, as the file tells it.
public struct DrawnFont: Hashable, Sendable {
    /// The number in MicroStation's list of fonts.
    public var number: Int?
    /// `.VnArial`, `VNI-Times`, `romans.shx`.
    public var name: String?

    public init(number: Int? = nil, name: String? = nil) {
        self.number = number
        self.name = name
    }
}
