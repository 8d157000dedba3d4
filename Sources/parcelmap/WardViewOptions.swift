import ArgumentParser
import Cadastre
import MapChecking
import MapReading

/// The ward that a map shows, and those beside it.
struct WardViewOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The ward that the map shows: of --wards its outline alone counts.", valueName: "code"))
    var ward: String?

    @Option(
        help: ArgumentHelp(
            """
            The map of a neighbouring ward, with its code, or * for a map of several; may be repeated. Its parcels near the map are looked at too: a \
            defect between two wards is listed for both and counted under the lower code.
            """, valueName: "code=map"))
    var neighbour: [String] = []

    @Option(
        help: ArgumentHelp(
            "JSON of what the ward contributes to its city, for coverage --part; with --ward and --wards.",
            valueName: "path"), completion: .file())
    var coveragePart: String?

    func validate() throws {
        if coveragePart != nil && ward == nil {
            throw ValidationError("With --coverage-part the ward of the map must be named: --ward CODE.")
        }
        if !neighbour.isEmpty && ward == nil {
            throw ValidationError("With --neighbour the ward of the map itself must be named: --ward CODE.")
        }
        for text in neighbour where Self.parts(text) == nil {
            throw ValidationError("--neighbour takes the ward's code and its map, as 00082=ward_00082.gpkg.")
        }
    }

    func put(into options: inout ReadingOptions) {
        options.ward = ward
        options.neighbours = neighbour.compactMap { Self.parts($0) }
    }

    var maps: [String] { neighbour.compactMap { Self.parts($0)?.source } }

    /// Of what was read with these options; nil where no ward was named.
    func view(of map: ParcelMap) -> WardView? {
        guard let ward else { return nil }
        return WardView(
            code: ward, ownCount: map.neighbours.first?.parcels.lowerBound ?? map.columns.count,
            neighbours: map.neighbours.map { WardView.Neighbour(code: $0.ward, parcels: $0.parcels) })
    }

    private static func parts(_ text: String) -> NeighbourMap? {
        guard let cut = text.firstIndex(of: "="), cut > text.startIndex else { return nil }
        let source = text[text.index(after: cut)...]
        return source.isEmpty ? nil : NeighbourMap(ward: String(text[..<cut]), source: String(source))
    }
}
