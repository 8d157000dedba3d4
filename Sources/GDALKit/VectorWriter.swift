import CGDAL

/// Writes a vector dataset: all of it, or nothing.
///
/// The dataset comes into being in a hidden folder beside its target. `close()` checks that everything reached the
/// disk and gives it its final name; a writer that goes without `close()` leaves nothing behind.
public struct VectorWriter: ~Copyable {
    private var raw: UnsafeMutableRawPointer?
    private let output: StagedOutput
    private let driver: String
    private let date: String?
    private var layers: [WrittenLayer] = []
    private let remarks = Remarks()
    private let hasTransactions: Bool
    private var inTransaction = false
    private var uncommitted = 0

    /// Features in one transaction.
    private static let transactionSize = 200_000

    /// - Parameters:
    ///   - path: the file or folder to make.
    ///   - driver: name of the driver, as `GPKG`.
    ///   - options: dataset creation options (`NAME=value`) of the driver.
    ///   - replacing: whether an existing output may be replaced.
    ///   - date: the time that the file says it was made at, as `2025-11-10T00:00:00.000Z`: equal content makes equal
    ///     bytes. Nil takes the clock.
    public init(
        creating path: String, driver: String, options: [String] = [], replacing: Bool = false, date: String? = nil
    ) throws(GDALError) {
        GDALLibrary.prepare()
        let output = try StagedOutput(for: path, replacing: replacing)
        let remarks = remarks
        let place = GDALPlace(path: path)
        guard let handle = GDALGetDriverByName(driver) else {
            throw GDALError(
                .badRequest, call: "GDALGetDriverByName", at: place, messages: ["GDAL has no driver \(driver)"])
        }
        let staged = output.path
        let dataset = try Checked("GDALCreate", .cannotCreate, at: place, remarks: remarks).handle {
            VectorWriter.dated(date) {
                withMutableStringList(options) { GDALCreate(handle, staged, 0, 0, 0, GDT_Unknown, $0) }
            }
        }
        LiveHandle.dataset.born()
        self.output = output
        raw = dataset
        self.driver = driver
        self.date = date
        hasTransactions = GDALDatasetTestCapability(dataset, ODsCTransactions) != 0
    }

    deinit {
        guard let raw else { return }
        var messages: [GDALMessage] = []
        listening(to: &messages) { GDALClose(raw) }
        LiveHandle.dataset.died()
    }

    /// What GDAL remarked in calls that succeeded: a field name it shortened, for example.
    public var warnings: [String] { remarks.warnings + remarks.failures }

    /// Adds a layer.
    /// - Returns: its number, for `write`.
    public mutating func addLayer(_ layer: OutputLayer) throws(GDALError) -> Int {
        try commit()
        let place = GDALPlace(path: output.target, layer: layer.name)
        let crs = OSRNewSpatialReference(nil)
        defer { OSRDestroySpatialReference(crs) }
        if let text = layer.crs {
            try Checked("OSRSetFromUserInput", .badRequest, at: place).ogr { OSRSetFromUserInput(crs, text) }
            OSRSetAxisMappingStrategy(crs, OAMS_TRADITIONAL_GIS_ORDER)
        }
        let raw = raw
        let handle = try Checked("GDALDatasetCreateLayer", .cannotCreate, at: place, remarks: remarks).handle {
            VectorWriter.dated(date) {
                withMutableStringList(layer.options) {
                    GDALDatasetCreateLayer(raw, layer.name, layer.crs == nil ? nil : crs, layer.geometryType.ogr, $0)
                }
            }
        }
        for field in layer.fields {
            let definition = OGR_Fld_Create(field.name, field.type.ogr)
            defer { OGR_Fld_Destroy(definition) }
            if field.type == .boolean { OGR_Fld_SetSubType(definition, OFSTBoolean) }
            if field.width > 0 { OGR_Fld_SetWidth(definition, Int32(field.width)) }
            if field.precision > 0 { OGR_Fld_SetPrecision(definition, Int32(field.precision)) }
            try Checked("OGR_L_CreateField", .cannotCreate, at: place, remarks: remarks).ogr {
                OGR_L_CreateField(handle, definition, 1)
            }
        }
        layers.append(WrittenLayer(raw: handle, name: layer.name, fieldCount: layer.fields.count))
        return layers.count - 1
    }

    /// Writes a feature.
    /// - Parameters:
    ///   - layer: a number that `addLayer` gave.
    ///   - fid: the feature id to write under; nil takes the next.
    ///   - wkb: ISO WKB in the layer's CRS; nil for a feature without geometry.
    ///   - values: one for each field of the layer, in order.
    public mutating func write(
        to layer: Int, fid: Int64? = nil, wkb: UnsafeRawBufferPointer?, values: [FieldValue]
    ) throws(GDALError) {
        let written = layers[layer]
        precondition(values.count == written.fieldCount, "a value for each field of \(written.name)")
        try begin()
        let place = GDALPlace(path: output.target, layer: written.name, fid: fid)
        let feature = try Checked("OGR_F_Create", .writeFailed, at: place).handle {
            OGR_F_Create(OGR_L_GetLayerDefn(written.raw))
        }
        LiveHandle.feature.born()
        defer {
            OGR_F_Destroy(feature)
            LiveHandle.feature.died()
        }
        if let fid { OGR_F_SetFID(feature, fid) }
        if let wkb {
            var geometry: OGRGeometryH?
            try Checked("OGR_G_CreateFromWkbEx", .invalidGeometry, at: place).ogr {
                OGR_G_CreateFromWkbEx(wkb.baseAddress, nil, &geometry, wkb.count)
            }
            // The feature takes the geometry over, also when it refuses it.
            try Checked("OGR_F_SetGeometryDirectly", .invalidGeometry, at: place).ogr {
                OGR_F_SetGeometryDirectly(feature, geometry)
            }
        }
        // A value that does not fit its field is a warning of GDAL's, and would be lost in silence.
        try Checked("OGR_F_SetField", .writeFailed, at: place, remarks: remarks).silent {
            for (i, value) in values.enumerated() { value.set(feature, Int32(i)) }
        }
        try Checked("OGR_L_CreateFeature", .writeFailed, at: place, remarks: remarks).ogr {
            VectorWriter.dated(date) { OGR_L_CreateFeature(written.raw, feature) }
        }
        layers[layer].featureCount += 1
        uncommitted += 1
        if uncommitted >= VectorWriter.transactionSize { try commit() }
    }

    /// Writes a feature whose geometry is in an array.
    public mutating func write(
        to layer: Int, fid: Int64? = nil, wkb: [UInt8]?, values: [FieldValue]
    ) throws(GDALError) {
        guard let wkb else {
            return try write(to: layer, fid: fid, wkb: nil as UnsafeRawBufferPointer?, values: values)
        }
        // The closure has no typed throws: carry the error out as a value.
        let failure: GDALError? = wkb.withUnsafeBytes { bytes in
            do throws(GDALError) {
                try write(to: layer, fid: fid, wkb: bytes, values: values)
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
    }

    /// Runs an SQL statement in the dialect of the format, as for `layer_styles` of a GeoPackage.
    public mutating func execute(_ sql: String) throws(GDALError) {
        let raw = raw
        let checked = Checked(
            "GDALDatasetExecuteSQL", .badRequest, at: GDALPlace(path: output.target), remarks: remarks)
        let result = try checked.optionalHandle {
            VectorWriter.dated(date) { GDALDatasetExecuteSQL(raw, sql, nil, nil) }
        }
        if let result { GDALDatasetReleaseResultSet(raw, result) }
    }

    /// Finishes: everything on disk, counted by opening it again, under its final name.
    public consuming func close() throws(GDALError) {
        try commit()
        let raw = raw
        let place = GDALPlace(path: output.target)
        self.raw = nil
        // GDALClose frees the dataset whatever it says.
        defer { LiveHandle.dataset.died() }
        try Checked("GDALClose", .writeFailed, at: place, remarks: remarks).silent {
            VectorWriter.dated(date) { GDALClose(raw) }
        }
        try verify()
        try output.publish()
    }

    private mutating func begin() throws(GDALError) {
        guard hasTransactions, !inTransaction else { return }
        let raw = raw
        try Checked("GDALDatasetStartTransaction", .writeFailed, at: GDALPlace(path: output.target), remarks: remarks)
            .ogr {
                GDALDatasetStartTransaction(raw, 0)
            }
        inTransaction = true
    }

    private mutating func commit() throws(GDALError) {
        guard inTransaction else { return }
        let raw = raw
        inTransaction = false
        uncommitted = 0
        try Checked("GDALDatasetCommitTransaction", .writeFailed, at: GDALPlace(path: output.target), remarks: remarks)
            .ogr {
                VectorWriter.dated(date) { GDALDatasetCommitTransaction(raw) }
            }
    }

    /// Some drivers of GDAL 3.6 do not look whether their writes succeed: count what can be read back.
    private borrowing func verify() throws(GDALError) {
        let place = GDALPlace(path: output.target)
        // Formats of one layer that hold several kinds of things, or cannot be read at all.
        if ["DXF", "DGN", "XLSX", "ODS", "PGDUMP", "PDF"].contains(driver) { return }
        if layers.isEmpty { return }
        let dataset: Dataset
        do throws(GDALError) {
            dataset = try Dataset(opening: output.path, drivers: [driver])
        } catch {
            throw GDALError(
                .writeFailed, call: "GDALClose", at: place,
                messages: ["what was written cannot be read back; is the disk full?"] + error.messages)
        }
        let names = dataset.layerNames
        for layer in layers {
            guard
                let index = names.firstIndex(of: layer.name)
                    ?? (names.count == layers.count && layers.count == 1 ? 0 : nil)
            else { continue }
            let count = try dataset.withLayer(at: index) { (found) throws(GDALError) in try found.featureCount() }
            if count != layer.featureCount {
                throw GDALError(
                    .writeFailed, call: "GDALClose", at: GDALPlace(path: output.target, layer: layer.name),
                    messages: ["\(layer.featureCount) features were written, \(count) arrived; is the disk full?"])
            }
        }
    }

    /// Runs a call while GDAL takes `date` for the present time, on this thread alone.
    private static func dated<R>(_ date: String?, _ body: () -> R) -> R {
        guard let date else { return body() }
        CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", date)
        defer { CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", nil) }
        return body()
    }
}

/// A layer of a writer.
private struct WrittenLayer {
    var raw: UnsafeMutableRawPointer
    var name: String
    var fieldCount: Int
    var featureCount = 0
}
