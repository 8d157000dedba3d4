import CGDAL

/// What became of features that were asked for.
public struct CopiedFeatures: Hashable, Sendable {
    public var written = 0
    /// Without a geometry, for a format that holds none such.
    public var leftOut = 0

    public init() {}
}

/// Layers that hold some of the features of others.
extension VectorWriter {
    /// Adds the fields of another layer that a layer of `addLayer(like:)` has not yet; before its first feature.
    /// - Parameter keep: whether a field of this name is taken along.
    public mutating func widen(
        _ layer: Int, like source: borrowing Layer, keep: (String) -> Bool = { _ in true }
    ) throws(GDALError) {
        guard var likeness = layers[layer].likeness else { return }
        let handle = layers[layer].raw
        let definition = OGR_L_GetLayerDefn(source.raw)
        for number in 0..<OGR_FD_GetFieldCount(definition) {
            let field = OGR_FD_GetFieldDefn(definition, number)
            let own = FieldDefinition(field)
            if likeness.fields.contains(where: { $0.source.name == own.name }) { continue }
            let made = keep(own.name) ? createField(like: field, in: handle) : nil
            likeness.add(own, made.map { found(OGR_FD_GetFieldDefn(OGR_L_GetLayerDefn(handle), $0)) }, number: made)
        }
        layers[layer].likeness = likeness
        layers[layer].fieldCount = Int(OGR_FD_GetFieldCount(OGR_L_GetLayerDefn(handle)))
    }

    /// Writes some features of another layer, with their fields, in the order in which they are named or, where most
    /// of the layer is wanted, in its own.
    /// - Parameters:
    ///   - fids: which; each once.
    ///   - layer: a number that `addLayer(like:)` gave.
    ///   - way: into the CRS of the layer that is written; nil leaves geometries as they are, bit for bit.
    /// - Throws: `.readFailed` for a feature that is not there, `.badRequest` for a field without a place.
    public mutating func copyFeatures(
        _ fids: [Int64], from source: borrowing Layer, to layer: Int, keepingFids: Bool, along way: Reprojection?
    ) throws(GDALError) -> CopiedFeatures {
        guard let likeness = layers[layer].likeness else {
            preconditionFailure("the layer \(layers[layer].name) was not made like another")
        }
        let map = try likeness.map(from: source, at: GDALPlace(path: output.target, layer: layers[layer].name))
        let raw = source.raw
        let reading = Checked("OGR_L_GetFeature", .readFailed, at: source.place, remarks: source.remarks)
        var result = CopiedFeatures()
        func take(_ feature: OGRFeatureH, _ writer: inout VectorWriter) throws(GDALError) {
            LiveHandle.feature.born()
            defer {
                OGR_F_Destroy(feature)
                LiveHandle.feature.died()
            }
            let isWritten = try writer.copy(
                feature, to: layer, keepingFid: keepingFids, map: map, geometry: { _ in nil }, along: way,
                leavingOutEmpty: true)
            if isWritten { result.written += 1 } else { result.leftOut += 1 }
        }
        let isSought = OGR_L_TestCapability(raw, OLCRandomRead) != 0
        if isSought, fids.count * 8 < (try source.featureCount()) {
            for fid in fids { try take(reading.handle { OGR_L_GetFeature(raw, fid) }, &self) }
            return result
        }
        let wanted = Set(fids)
        OGR_L_ResetReading(raw)
        while let feature = try reading.optionalHandle({ OGR_L_GetNextFeature(raw) }) {
            if wanted.contains(OGR_F_GetFID(feature)) {
                try take(feature, &self)
                if result.written + result.leftOut == wanted.count { break }
            } else {
                OGR_F_Destroy(feature)
            }
        }
        guard result.written + result.leftOut == wanted.count else {
            throw GDALError(
                .readFailed, call: "OGR_L_GetNextFeature", at: source.place,
                messages: ["features that were there before are gone: another program has changed it meanwhile"])
        }
        return result
    }
}
