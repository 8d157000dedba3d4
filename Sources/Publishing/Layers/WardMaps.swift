public import Cadastre
import GDALKit
import MapReading

/// Parts a map of many wards into one GeoPackage for each, where that can be done without reading it as a map: a
/// GeoPackage, whose rows are copied as they are.
public struct WardMaps: Sendable {
    /// The layer, where the map has several.
    public var layer: String?
    /// The field of the ward's code, where it is not to be found by its name.
    public var wardField: String?
    /// Outlines: parcels that name none of their wards go to the one in which they lie.
    public var outlines: String?
    /// As `2025-11-10`, for the files to say when they were changed.
    public var date: String?
    public var language = Language.vi
    public var lanes = 1

    public init() {}

    /// The exit code of `part` that says: of another sort.
    public static let unusualExit: Int32 = 3

    /// The file, beside the parts, of the codes besides its own that parcels of a ward's map name.
    public static let straysName = "strays.json"

    /// What became of the map.
    public enum Outcome: Sendable {
        /// What reading it noticed, and the codes of parcels that went to the ward in which they lie, by that ward.
        case parted(notes: [String], strays: [String: [String]])
        /// It is of another sort, and why: `LayerExport` takes every one.
        case unusual(String)
    }

    /// Writes `<ward>.gpkg` for each ward, and `_unassigned.gpkg` for what names none; all with mode 600.
    /// - Throws: `ReadingError`.
    public func write(_ map: String, to folder: String) throws -> Outcome {
        var options = ReadingOptions()
        options.layer = layer
        if let wardField { options.fields[.ward] = wardField }
        let parting = try MapParting(map, options: options)
        var settings = GeoPackageParting.Settings()
        if let date { settings.time = "\(date)T00:00:00.000Z" }
        let style = LayerStyle(numberField: parting.field(.number), landUseField: parting.field(.landUse), language)
        settings.finishing = LayerStyles.statements([(parting.layer, style.style)], time: settings.time)
        if let outlines {
            guard let homes = try homes(parting, map, outlines) else {
                return .unusual("the map states no CRS by which the outlines could be laid over it")
            }
            settings.homes = homes
        }
        settings.haloReach = parting.isInDegrees ? 0.0005 : 50
        switch try parting.write(to: folder, settings, lanes: lanes) {
        case .parted(let outcome, let notes):
            return .parted(notes: notes.map { $0.text(language) }, strays: outcome.strays.mapValues { $0.sorted() })
        case .unusual(let why): return .unusual(why)
        }
    }

    /// Where the parcels lie that name none of the wards; nil where that cannot be told in this way.
    private func homes(_ parting: MapParting, _ map: String, _ outlines: String) throws -> [Int64: String]? {
        var options = ReadingOptions()
        guard let crs = parting.crs else { return nil }
        let codes = try OutlineReading.read(outlines, crs: crs, options: options).wards.codes
        options.layer = parting.layer
        if let wardField { options.fields[.ward] = wardField }
        options.filter = parting.namesNone(of: codes)
        options.wards = outlines
        options.lanes = lanes
        guard options.filter != nil, try parting.hasFeatures(where: options.filter) else { return [:] }
        let read = try MapReader(options).read([map])
        guard let homes = ParcelHomes(read)?.wards else { return [:] }
        var found: [Int64: String] = [:]
        for (p, home) in homes.enumerated() { found[read.columns.fid[p]] = home ?? GeoPackageParting.rest }
        return found
    }
}
