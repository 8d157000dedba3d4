public import Cadastre
import FoundationEssentials
import Yams

/// A YAML file that says what the levels of an office's drawings mean, where that is not the national table.
///
/// Keys: `boundary`, `number`, `area`, `land_use`, `legal_land_use`, `label`, `frame`; each a level or a list of
/// levels. What is not named stays as in the national table.
public enum LevelsFile {
    /// - Throws: `ReadingError`: no such file, no YAML, or a key that means nothing.
    public static func read(_ path: String) throws(ReadingError) -> DrawingLevels {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ReadingError(.noInput, "\(path): there is no such file")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw ReadingError(.unusableData, "\(path): not UTF-8")
        }
        let node: Node?
        do { node = try Yams.compose(yaml: text) } catch {
            throw ReadingError(.unusableData, "\(path): no YAML: \(error)")
        }
        guard let mapping = node?.mapping else {
            throw ReadingError(.unusableData, "\(path): should hold keys with lists of levels, as `boundary: [10, 21]`")
        }
        var levels = DrawingLevels.national
        for (key, value) in mapping {
            guard let target = target(key.string ?? "") else {
                throw ReadingError(
                    .unusableData,
                    "\(path): \"\(key.string ?? "")\" means nothing; the keys are boundary, number, area, land_use, "
                        + "legal_land_use, label, frame")
            }
            let names = value.sequence.map { $0.compactMap(\.string) } ?? [value.string].compactMap { $0 }
            levels[keyPath: target] = Set(names.map { DrawingLevels.key($0) })
        }
        return levels
    }

    private static func target(_ key: String) -> WritableKeyPath<DrawingLevels, Set<String>>? {
        switch key {
        case "boundary": \.boundary
        case "number": \.number
        case "area": \.area
        case "land_use": \.landUse
        case "legal_land_use": \.legalLandUse
        case "label": \.label
        case "frame": \.frame
        default: nil
        }
    }
}
