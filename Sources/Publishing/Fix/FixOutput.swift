import Cadastre
import GDALKit
import MapChecking
public import MapReading
import PlanarCoverage

/// Writes what `fix` hands back: the corrected map, what changed in it, and what is left for people.
public struct FixOutput {
    private let report: FixReport
    private let sources: MapSources
    private let coordinates: SourceCoordinates
    /// Outlines before an earlier repair (WKB in the source's coordinates), by row.
    private let earlier: [Int32: [UInt8]]
    /// In the source's CRS.
    private let crs: String?

    /// Layers of the output beside `parcels`.
    static let layers = ["changes", "changes_before", "moves", "worklist"]

    public init(
        _ report: FixReport, sources: MapSources, coordinates: SourceCoordinates, earlier: [Int32: [UInt8]]
    ) {
        self.report = report
        self.sources = sources
        self.coordinates = coordinates
        self.earlier = earlier
        crs = sources.crsDefinitions.first ?? nil
    }

    private var time: String { "\(report.after.date)T00:00:00.000Z" }

    /// Writes the GeoPackage with the map and all layers about it.
    /// - Returns: what the user must know of it.
    /// - Throws: `OutputError`; nothing stands under the name then.
    public func writeGeoPackage(to path: String, overwrite: Bool) throws -> [ReportNote] {
        try writing {
            var notes: [ReportNote] = []
            var fids = Fids(report.columns)
            var writer: VectorWriter
            let canCopy = try sources.withLayer(0) { dataset, layer in
                VectorWriter.canCopy(dataset, layer: layer.name)
            }
            if sources.count == 1 && canCopy && !sources.hasFilter {
                writer = try sources.withLayer(0) { dataset, layer in
                    try VectorWriter(
                        copying: dataset, layer: layer.name, as: "parcels", creating: path, replacing: overwrite,
                        date: time)
                }
                for change in report.repair.changes {
                    guard let wkb = try coordinates.wkb(ofParcel: change.parcel, rings: change.rings) else { continue }
                    try writer.replaceGeometry(
                        inLayer: 0, fid: report.columns.fid[Int(change.parcel)], wkb: wkb)
                }
            } else {
                writer = try VectorWriter(creating: path, driver: "GPKG", replacing: overwrite, date: time)
                notes = try copyParcels(to: &writer, as: "parcels", fids: &fids)
            }
            try writeLayers(to: &writer, fids)
            for statement in LayerStyles.statements(FixStyles.all(report.language), time: time) {
                try writer.execute(statement)
            }
            try writer.close()
            return notes
        }
    }

    /// Writes the corrected map alone in another format, and beside it the layers about it as a GeoPackage.
    /// - Returns: what the format could not keep.
    public func writeMap(to path: String, driver: String, overwrite: Bool) throws -> [ReportNote] {
        try writing {
            var fids = Fids(report.columns)
            var writer = try VectorWriter(
                creating: path, driver: driver, options: FixFormat.datasetOptions(of: driver), replacing: overwrite,
                date: time)
            let notes = try copyParcels(
                to: &writer, of: driver, as: FixFormat.layerName(path), options: FixFormat.layerOptions(of: driver),
                fids: &fids)
            var beside = try VectorWriter(
                creating: FixFormat.companion(of: path), driver: "GPKG", replacing: overwrite, date: time)
            try writeLayers(to: &beside, fids)
            let styles = FixStyles.all(report.language).filter { $0.table != "parcels" }
            for statement in LayerStyles.statements(styles, time: time) { try beside.execute(statement) }
            try beside.close()
            try writer.close()
            return notes + FixFormat.losses(of: driver, report.language)
        }
    }

    /// Whether the features of all sources can stand in one layer under their own ids.
    private var haveDistinctFids: Bool {
        report.after.result.parcels.skipped == 0 && Set(report.columns.fid).count == report.columns.count
    }

    private func writing<R>(_ body: () throws -> R) throws -> R {
        do {
            return try body()
        } catch let error as GDALError {
            let isLate = ![.exists, .cannotCreate, .badRequest].contains(error.code)
            throw OutputError(isLate ? .writeFailed : .cannotCreate, "\(error)")
        }
    }

    /// Copies all features of all sources, changed parcels with their new geometry.
    private func copyParcels(
        to writer: inout VectorWriter, of writerDriver: String = "GPKG", as name: String, options: [String] = [],
        fids: inout Fids
    ) throws -> [ReportNote] {
        var changes: [Int32: [UInt8]] = [:]
        for change in report.repair.changes {
            changes[change.parcel] = try coordinates.wkb(ofParcel: change.parcel, rings: change.rings)
        }
        let crs = crs
        let first = FixFormat.firstFid(of: writerDriver)
        let keepsFids = first == nil && (sources.count == 1 || haveDistinctFids)
        var index = 0
        var written: Int64 = 0
        for k in 0..<sources.count {
            var rows: [Int64: Int32] = [:]
            let source = report.columns.sources[k]
            for p in source.firstParcel..<source.firstParcel + source.parcelCount {
                rows[report.columns.fid[p]] = Int32(p)
            }
            try sources.withLayer(k) { _, layer in
                if k == 0 { index = try writer.addLayer(like: layer, as: name, crs: crs, options: options) }
                _ = try writer.copyFeatures(
                    from: layer, to: index, keepingFids: keepsFids,
                    geometry: { fid in
                        written += 1
                        guard let parcel = rows[fid] else { return nil }
                        if !keepsFids { fids.renumber(parcel, written - 1 + (first ?? 1)) }
                        return changes[parcel]
                    })
            }
        }
        return FixFormat.notes(writer.fieldChanges(ofLayer: index), report.language)
            + (keepsFids || first != nil ? [] : [FixFormat.renumbered(report.language)])
    }

    private func writeLayers(to writer: inout VectorWriter, _ fids: Fids) throws {
        let type = try sources.withLayer(0) { _, layer in layer.schema.geometryType }
        let changeFields = [
            FieldDefinition("parcel_fid", .integer64), FieldDefinition("defect_id", .text),
            FieldDefinition("rule", .text), FieldDefinition("area_before_m2", .real),
            FieldDefinition("area_after_m2", .real), FieldDefinition("legal_area_m2", .real),
            FieldDefinition("max_shift_m", .real), FieldDefinition("parcel", .text),
        ]
        let changes = try writer.addLayer(OutputLayer("changes", type, fields: changeFields, crs: crs))
        for change in report.repair.changes {
            let wkb = try coordinates.wkb(ofParcel: change.parcel, rings: change.rings)
            try writer.write(to: changes, wkb: wkb, values: values(of: change, fids))
        }
        let before = try writer.addLayer(OutputLayer("changes_before", type, fields: changeFields, crs: crs))
        let changed = Set(report.repair.changes.map(\.parcel))
        for change in report.repair.changes {
            let wkb = earlier[change.parcel] ?? coordinates.original(ofParcel: change.parcel)
            try writer.write(to: before, wkb: wkb, values: values(of: change, fids))
        }
        // Outlines before earlier repairs are kept, so that the next one measures from them.
        for (parcel, wkb) in earlier.sorted(by: { $0.key < $1.key }) where !changed.contains(parcel) {
            try writer.write(
                to: before, wkb: wkb,
                values: [
                    .integer(fids[parcel]), .null, .null, .null, .null, .null, .null, .text(report.names([parcel])),
                ])
        }
        try writeMoves(to: &writer, fids)
        try writeWorklist(to: &writer, fids)
    }

    private func values(of change: ParcelChange, _ fids: Fids) -> [FieldValue] {
        [
            .integer(fids[change.parcel]), .text(change.defectIDs.joined(separator: "; ")),
            .text(change.rules.map(\.rawValue).joined(separator: "; ")), .real(rounded(change.areaBeforeSquareMetres)),
            .real(rounded(change.areaAfterSquareMetres)), FieldValue(change.legalAreaSquareMetres),
            .real(rounded(change.maxShiftMetres)), .text(report.names([change.parcel])),
        ]
    }

    private func writeMoves(to writer: inout VectorWriter, _ fids: Fids) throws {
        let layer = try writer.addLayer(
            OutputLayer(
                "moves", .lineString,
                fields: [FieldDefinition("parcel_fid", .integer64), FieldDefinition("shift_m", .real)], crs: crs))
        for change in report.repair.changes {
            for move in change.moves where move.from != move.to {
                let ends = [try coordinates.position(move.from), try coordinates.position(move.to)]
                try writer.write(
                    to: layer, wkb: WKBBytes.lineString(ends),
                    values: [
                        .integer(fids[change.parcel]),
                        .real(rounded(move.lengthUnits * report.repair.before.grid.stepMetres)),
                    ])
            }
        }
    }

    private func writeWorklist(to writer: inout VectorWriter, _ fids: Fids) throws {
        let fields = [
            "defect_id", "kind", "parcels", "fids", "reason", "proposal", "rule",
        ].map { FieldDefinition($0, .text) }
        let layer = try writer.addLayer(
            OutputLayer(
                "worklist", .multiPolygon,
                fields: fields + [
                    FieldDefinition("proposed_fid", .integer64), FieldDefinition("area_m2", .real),
                    FieldDefinition("width_m", .real), FieldDefinition("decision", .text),
                    FieldDefinition("author", .text), FieldDefinition("date", .date),
                ], crs: crs))
        for item in report.repair.worklist {
            let defect = item.defect
            var rings = item.proposals.flatMap(\.polygons)
            if rings.isEmpty, case .area(let area) = defect.shape { rings = area }
            let rules = Set(item.proposals.map(\.rule.rawValue)).sorted().joined(separator: "; ")
            let owners = Set(item.proposals.map(\.owner))
            try writer.write(
                to: layer, wkb: rings.isEmpty ? nil : try coordinates.wkb(ofArea: rings),
                values: [
                    .text(defect.id), .text(defect.kind.rawValue), .text(report.names(defect.parcels)),
                    .text("[\(defect.parcels.map { "\(fids[$0])" }.joined(separator: ","))]"),
                    .text(item.reason.text(in: report.language)), .text(report.proposal(of: item)), .text(rules),
                    owners.count == 1 ? .integer(fids[owners.first ?? 0]) : .null,
                    FieldValue(defect.areaSquareMetres.map(rounded)), FieldValue(defect.widthMetres.map(rounded)),
                    FieldValue(item.decision?.rawValue), .null, .null,
                ])
        }
    }

    private func rounded(_ value: Double) -> Double { (value * 1e4).rounded() / 1e4 }
}

/// The feature ids of the output: the source's, or new ones where several sources become one layer.
private struct Fids {
    private let source: [Int64]
    private var renumbered: [Int32: Int64] = [:]

    init(_ columns: ParcelColumns) { source = columns.fid }

    subscript(parcel: Int32) -> Int64 { renumbered[parcel] ?? source[Int(parcel)] }

    mutating func renumber(_ parcel: Int32, _ fid: Int64) { renumbered[parcel] = fid }
}
