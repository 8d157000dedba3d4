import Cadastre
import MapChecking

/// The sentence of each defect: who, how much, and what to do.
struct DefectMessages {
    let names: PartyNames
    let language: Language

    init(columns: ParcelColumns, language: Language) {
        names = PartyNames(columns: columns, language: language)
        self.language = language
    }

    func message(for defect: Defect) -> String {
        language == .vi ? vietnamese(defect) : english(defect)
    }

    /// Area and greatest width, as far as they are known: ` 3,22 m², chỗ rộng nhất 0,16 m`.
    func size(_ defect: Defect, width: String) -> String {
        var parts: [String] = []
        if let area = defect.areaSquareMetres { parts.append(language.area(area)) }
        if let metres = defect.widthMetres { parts.append("\(width) \(language.length(metres))") }
        return parts.joined(separator: ", ")
    }

    func area(_ defect: Defect) -> String { defect.areaSquareMetres.map { language.area($0) } ?? "–" }

    /// Whether the catalogue's code says that the two sides belong to different wards.
    func isBetweenWards(_ defect: Defect) -> Bool { defect.code == "EDG-02" }
}
