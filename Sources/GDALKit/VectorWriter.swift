import CGDAL

/// Writes a vector dataset: all of it, or nothing.
///
/// The dataset comes into being in a hidden folder beside its target. `close()` checks that everything reached the
/// disk and gives it its final name; a writer that goes without `close()` leaves nothing behind.
public struct VectorWriter: ~Copyable {
    var raw: UnsafeMutableRawPointer?
    let output: StagedOutput
    let driver: String
    let date: String?
    var layers: [WrittenLayer]
    let remarks: Remarks
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
        let remarks = Remarks()
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
        self.init(dataset, of: driver, in: output, date: date, remarks: remarks)
    }

    /// Takes an open dataset over.
    init(
        _ dataset: UnsafeMutableRawPointer, of driver: String, in output: consuming StagedOutput, date: String?,
        remarks: Remarks, layers: [WrittenLayer] = []
    ) {
        LiveHandle.dataset.born()
        self.layers = layers
        self.output = output
        raw = dataset
        self.driver = driver
        self.date = date
        self.remarks = remarks
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
        let handle = try createLayer(layer.name, layer.geometryType.ogr, crs: layer.crs, options: layer.options)
        let place = GDALPlace(path: output.target, layer: layer.name)
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

    /// Creates a layer without fields.
    mutating func createLayer(
        _ name: String, _ type: OGRwkbGeometryType, crs text: String?, options: [String]
    ) throws(GDALError) -> UnsafeMutableRawPointer {
        try commit()
        let place = GDALPlace(path: output.target, layer: name)
        let crs = OSRNewSpatialReference(nil)
        defer { OSRDestroySpatialReference(crs) }
        if let text {
            try Checked("OSRSetFromUserInput", .badRequest, at: place).ogr { OSRSetFromUserInput(crs, text) }
            OSRSetAxisMappingStrategy(crs, OAMS_TRADITIONAL_GIS_ORDER)
        }
        let raw = raw
        return try Checked("GDALDatasetCreateLayer", .cannotCreate, at: place, remarks: remarks).handle {
            VectorWriter.dated(date) {
                withMutableStringList(options) {
                    GDALDatasetCreateLayer(raw, name, text == nil ? nil : crs, type, $0)
                }
            }
        }
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
        let feature = try OutputFeature(of: written.raw, at: place)
        if let fid { OGR_F_SetFID(feature.raw, fid) }
        if let wkb { try feature.setGeometry(wkb, at: place) }
        // A value that does not fit its field is a warning of GDAL's, and would be lost in silence.
        try Checked("OGR_F_SetField", .writeFailed, at: place, remarks: remarks).silent {
            for (i, value) in values.enumerated() { value.set(feature.raw, Int32(i)) }
        }
        try insert(feature, into: layer, at: place)
    }

    /// Adds a feature that is complete to a layer.
    mutating func insert(
        _ feature: borrowing OutputFeature, into layer: Int, at place: GDALPlace
    ) throws(GDALError) {
        let raw = layers[layer].raw
        let handle = feature.raw
        try Checked("OGR_L_CreateFeature", .writeFailed, at: place, remarks: remarks).ogr {
            VectorWriter.dated(date) { OGR_L_CreateFeature(raw, handle) }
        }
        layers[layer].featureCount += 1
        try countWrite()
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
        let checked = Checked(
            "GDALDatasetExecuteSQL", .badRequest, at: GDALPlace(path: output.target), remarks: remarks)
        try SQL.execute(sql, in: raw, date: date, checked)
    }

    /// Finishes: everything on disk, counted by opening it again, under its final name.
    public consuming func close() throws(GDALError) {
        try commit()
        try stateReplacements()
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

    mutating func begin() throws(GDALError) {
        guard hasTransactions, !inTransaction else { return }
        let raw = raw
        try Checked("GDALDatasetStartTransaction", .writeFailed, at: GDALPlace(path: output.target), remarks: remarks)
            .ogr {
                GDALDatasetStartTransaction(raw, 0)
            }
        inTransaction = true
    }

    /// Ends the transaction when it has grown large.
    mutating func countWrite() throws(GDALError) {
        uncommitted += 1
        if uncommitted >= VectorWriter.transactionSize { try commit() }
    }

    mutating func commit() throws(GDALError) {
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
    static func dated<R>(_ date: String?, _ body: () -> R) -> R {
        guard let date else { return body() }
        CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", date)
        defer { CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", nil) }
        return body()
    }
}

/// A layer of a writer.
struct WrittenLayer {
    var raw: UnsafeMutableRawPointer
    var name: String
    var fieldCount: Int
    var featureCount = 0
    /// Where geometries may be replaced.
    var edited: EditedTable?
    /// Where the layer was made like another.
    var likeness: LayerLikeness?
}
