import ArgumentParser
import Publishing

/// What layers are written in.
struct LayerOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "layers: the CRS of the output, as EPSG:5898; the source's own when not given. Between VN-2000 and WGS 84 "
                + "goes --datum-shift.", valueName: "crs"))
    var crsOut: String?

    @Flag(
        help: """
            Write names, numbers and addresses of people where they are asked for: fields of layers, the national \
            tables, field lists; the files get mode 600.
            """)
    var showPersonalData = false

    /// The format of layers.
    func format(_ sheets: SheetOptions) throws -> LayerFormat {
        guard let name = sheets.format else { return .geoPackage }
        guard let format = LayerFormat(named: name) else {
            throw ValidationError(
                "--format of layers is one of \(LayerFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        guard format.isAvailable else {
            throw ValidationError(
                "This GDAL has no driver for \(format.rawValue) (that of Debian 12 has none); write FlatGeobuf or GPKG, "
                    + "which every reader of \(format.rawValue) takes too.")
        }
        return format
    }

    /// Refuses what means nothing for a kind.
    func refuse(for kind: ExportKind) throws {
        if crsOut != nil { throw ValidationError("--crs-out is for --kind layers, not for \(kind.rawValue).") }
    }
}
