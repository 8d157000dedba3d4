/// What the user may say about the drawings to be read.
public struct DrawingOptions: Sendable {
    /// How far the chords may be from the curves that they replace.
    public var chordToleranceMetres = 0.001
    /// In layers of other formats: the field with the texts of labels, and the one with the level.
    public var textField: String?
    public var levelField: String?
    /// In layers of other formats: the layer to read, where a source has several.
    public var layer: String?

    public init() {}
}

/// Reads drawings of any format into `Drawing`.
///
/// The format is told by what stands in the file, not by its name. Readers of several files may run in lanes of their
/// own.
public struct DrawingReader: Sendable {
    public var options: DrawingOptions

    public init(options: DrawingOptions = DrawingOptions()) { self.options = options }

    /// Reads a drawing.
    /// - Throws: `ReadingError` for what is no drawing, ends too early, or is of a version that cannot be read; it says
    ///   which program saves it in one that can.
    public func read(_ path: String) throws(ReadingError) -> Drawing {
        let format = try DrawingRecognition.format(of: path)
        return format == .dgn7
            ? try DGNDrawingReader.read(path, options: options)
            : try FeatureDrawingReader.read(path, format: format, options: options)
    }
}
