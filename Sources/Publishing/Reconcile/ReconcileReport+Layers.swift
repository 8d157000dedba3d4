import Cadastre
import GDALKit
import PlanarCoverage
import Reconciliation

extension ReconcileReport {
    /// Writes the GeoPackage of `reconcile`: the parcels with their groups, the findings as points, and a table that
    /// says which record found which parcel how; with styles that QGIS applies by itself. No name, number or address is
    /// in it.
    /// - Parameter inputs: the files that were read; none of them is ever written.
    /// - Throws: `OutputError`; nothing stands under the name then.
    public func writeGeoPackage(to path: String, overwrite: Bool, inputs: [String] = []) throws {
        try OutputPlace.check(path, overwrite: overwrite, inputs: inputs)
        do {
            let time = "\(date)T00:00:00.000Z"
            var writer = try VectorWriter(creating: path, driver: "GPKG", replacing: overwrite, date: time)
            try writeParcels(to: &writer)
            try writeFindings(to: &writer)
            try writeMatches(to: &writer)
            for statement in LayerStyles.statements(ReconcileStyles.all(language), time: time) {
                try writer.execute(statement)
            }
            try writer.close()
        } catch let error as GDALError {
            let isLate = ![.exists, .cannotCreate, .badRequest].contains(error.code)
            throw OutputError(isLate ? .writeFailed : .cannotCreate, "\(error)")
        }
    }

    private func writeParcels(to writer: inout VectorWriter) throws {
        let layer = try writer.addLayer(
            OutputLayer(
                "parcels", .multiPolygon,
                fields: [
                    FieldDefinition("source", .text), FieldDefinition("fid_source", .integer64),
                    FieldDefinition("key", .text), FieldDefinition("ward", .text), FieldDefinition("group", .integer),
                    FieldDefinition("unmet", .text), FieldDefinition("reasons", .text),
                    FieldDefinition("records", .integer), FieldDefinition("parcel_code", .text),
                    FieldDefinition("code_is_new", .boolean),
                ], crs: crs))
        for p in 0..<columns.count {
            let grouping = result.groupings[p]
            let conditions = grouping.group == 2 ? grouping.unmet.filter { settings.groups.group1.contains($0) } : []
            let unusable = grouping.group == 3 ? grouping.unusable.filter { settings.groups.group3.contains($0) } : []
            let codes = conditions.map(\.rawValue) + unusable.map(\.rawValue)
            let words = conditions.map { $0.name(in: language) } + unusable.map { $0.name(in: language) }
            let own = columns.hasParcelCode ? columns.texts[columns.parcelCode[p]] : nil
            let code = own ?? (parcelCodes.isEmpty ? nil : parcelCodes[p])
            let polygons = rings.polygons(ofParcel: p)
            try writer.write(
                to: layer, wkb: polygons.isEmpty ? nil : WKBBytes.multiPolygon(polygons, on: grid),
                values: [
                    .text(columns.source(ofParcel: p).name), .integer(columns.fid[p]),
                    FieldValue(columns.key(ofParcel: p)), FieldValue(columns.wardCode(ofParcel: p)),
                    grouping.group == ParcelGrouping.noRecordNeeded ? .null : .integer(Int64(grouping.group)),
                    codes.isEmpty ? .null : .text(codes.joined(separator: "; ")),
                    words.isEmpty ? .null : .text(words.joined(separator: "; ")),
                    .integer(Int64(result.recordCounts[p])), FieldValue(code), FieldValue(own == nil && code != nil),
                ])
        }
    }

    private func writeFindings(to writer: inout VectorWriter) throws {
        let layer = try writer.addLayer(
            OutputLayer(
                "findings", .point,
                fields: ["id", "kind", "severity", "code", "parcels", "fids"].map { FieldDefinition($0, .text) } + [
                    FieldDefinition("record_source", .text), FieldDefinition("record_row", .integer),
                    FieldDefinition("field", .text), FieldDefinition("person", .text), FieldDefinition("ward", .text),
                    FieldDefinition("state", .text), FieldDefinition("message", .text),
                ], crs: crs))
        let messages = FindingMessages(report: self)
        let names = PartyNames(columns: columns, language: language)
        for i in listed {
            let finding = result.findings[i]
            let compared = values.compared(finding)
            var parties = finding.parcel >= 0 ? [finding.parcel] : []
            for parcel in compared.candidates where !parties.contains(parcel) { parties.append(parcel) }
            let matched = finding.record >= 0 ? result.matches.parcel[Int(finding.record)] : -1
            if parties.isEmpty, matched >= 0 { parties = [matched] }
            let place = parties.first.flatMap { rings.innerPoint(ofParcel: Int($0)) }
            let wkb = place.map {
                WKBBytes.point(x: metres($0.unitsX, grid.originX), y: metres($0.unitsY, grid.originY))
            }
            let record = finding.record >= 0 ? Int(finding.record) : nil
            try writer.write(
                to: layer, wkb: wkb,
                values: [
                    .text(finding.id), .text(finding.kind.rawValue), .text(finding.severity.rawValue),
                    .text(finding.code), .text(parties.map { names.name($0) }.joined(separator: "; ")),
                    .text("[\(parties.map { "\(columns.fid[Int($0)])" }.joined(separator: ","))]"),
                    FieldValue(record.map { records.source(ofRecord: $0).name }),
                    FieldValue(record.map { Int(records.row[$0]) }), FieldValue(compared.field),
                    FieldValue(values.person(finding)), FieldValue(values.ward(finding)), .text(finding.state.rawValue),
                    .text(messages.message(for: finding)),
                ])
        }
    }

    private func writeMatches(to writer: inout VectorWriter) throws {
        let layer = try writer.addLayer(
            OutputLayer(
                "matches", .none,
                fields: [
                    FieldDefinition("record_source", .text), FieldDefinition("record_layer", .text),
                    FieldDefinition("record_row", .integer), FieldDefinition("record_key", .text),
                    FieldDefinition("outcome", .text), FieldDefinition("step", .text),
                    FieldDefinition("parcel_source", .text), FieldDefinition("parcel_fid", .integer64),
                    FieldDefinition("parcel_key", .text),
                ]))
        for source in records.sources {
            for r in source.firstRecord..<(source.firstRecord + source.recordCount) {
                let parcel = result.matches.parcel[r]
                let outcome =
                    switch parcel {
                    case RecordMatches.none: "without-parcel"
                    case RecordMatches.ambiguous: "ambiguous"
                    case RecordMatches.otherWard: "other-ward"
                    default: "matched"
                    }
                let p = parcel >= 0 ? Int(parcel) : nil
                try writer.write(
                    to: layer, wkb: [UInt8]?.none,
                    values: [
                        .text(source.name), .text(source.layer), .integer(Int64(records.row[r])),
                        FieldValue(values.recordKey(r)), .text(outcome),
                        p == nil ? .null : .text(result.matches.step[r].name),
                        FieldValue(p.map { columns.source(ofParcel: $0).name }),
                        FieldValue(p.map { Int(columns.fid[$0]) }),
                        FieldValue(p.flatMap { columns.key(ofParcel: $0) }),
                    ])
            }
        }
    }

    private func metres(_ units: Double, _ origin: Int64) -> Double { (Double(origin) + units) / grid.unitsPerMetre }
}
