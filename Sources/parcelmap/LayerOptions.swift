import ArgumentParser
import Publishing

/// Whose names layers and fields have.
enum LayerSchemaChoice: String, CaseIterable, ExpressibleByArgument {
    case source, national
}

/// What layers are written in.
struct LayerOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "layers: the CRS of the output, as EPSG:5898; the source's own when not given. Between VN-2000 and WGS 84 "
                + "goes --datum-shift.", valueName: "crs"))
    var crsOut: String?

    @Option(
        help: """
            layers: source keeps the layer as it is; national writes the group-1 parcels as the layer and tables of the \
            national database (DC_THUADAT and others; GPKG, FileGDB, XLSX), with --records and --show-personal-data.
            """)
    var schema = LayerSchemaChoice.source

    @Flag(
        help: """
            layers, with --wards: a parcel whose ward the outlines do not have goes into the file of that in which it \
            lies, and into _unassigned where it lies in none.
            """)
    var placeUnlisted = false

    @Option(
        help: ArgumentHelp(
            "lists: table of residential groups: ward, sheet, parcel, group; else the records' own field, else a list for "
                + "each sheet.", valueName: "table"), completion: .file())
    var groups: String?

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

    /// The format of the national tables.
    func nationalFormat(_ sheets: SheetOptions) throws -> NationalFormat {
        guard let format = NationalFormat(named: sheets.format ?? "GPKG") else {
            throw ValidationError("--format of --schema national is GPKG, FileGDB or XLSX.")
        }
        return format
    }

    /// The formats of field lists.
    func listFormats(_ sheets: SheetOptions) throws -> [ListExport.Format] {
        guard let name = sheets.format else { return ListExport.Format.allCases }
        guard let format = ListExport.Format(rawValue: name.lowercased()) else {
            throw ValidationError("--format of lists is xlsx or pdf; both when not given.")
        }
        return [format]
    }

    /// Refuses what is lacking for a hand-over.
    func checkNational(_ sheets: SheetOptions, _ papers: RecordOptions) throws {
        _ = try nationalFormat(sheets)
        if papers.records.isEmpty {
            throw ValidationError("The national tables are made of records: --records FORM.")
        }
        if !showPersonalData {
            throw ValidationError(
                "The national tables hold names, numbers and addresses; that they are wanted must be said: "
                    + "--show-personal-data (the files get mode 600).")
        }
        if sheets.by != .ward { throw ValidationError("The national tables are written --by ward.") }
        if crsOut != nil {
            throw ValidationError("The national tables are in the map's own CRS; leave --crs-out out.")
        }
    }

    /// Refuses what means nothing for a kind.
    func refuse(for kind: ExportKind) throws {
        if crsOut != nil { throw ValidationError("--crs-out is for --kind layers, not for \(kind.rawValue).") }
        if schema != .source { throw ValidationError("--schema is for --kind layers, not for \(kind.rawValue).") }
    }
}
