import CGDAL

/// The features of a layer as Arrow batches, pulled one at a time by as many lanes as want to.
///
/// It works while `Layer.withBatches` runs its body.
public final class BatchSource: Sendable {
    /// The columns of every batch, in order.
    public let columns: [BatchColumn]
    private let place: GDALPlace
    private let state: Guarded<State>

    /// The stream and what was taken from it.
    ///
    /// Sendable: the pointer is the only one to a stream that this object owns, and is reached under the mutex alone.
    private struct State: @unchecked Sendable {
        var stream: UnsafeMutablePointer<ArrowArrayStream>?
        var pulled = 0
        var hadEmptyBatch = false
        var warnings: [String] = []
        var failures: [String] = []
    }

    init(layer: borrowing Layer, batchSize: Int) throws(GDALError) {
        place = layer.place
        let stream = UnsafeMutablePointer<ArrowArrayStream>.allocate(capacity: 1)
        stream.initialize(to: ArrowArrayStream())
        do {
            let raw = layer.raw
            try Checked("OGR_L_GetArrowStream", .readFailed, at: place, remarks: layer.remarks).truth {
                withMutableStringList(["INCLUDE_FID=YES", "MAX_FEATURES_IN_BATCH=\(batchSize)"]) {
                    OGR_L_GetArrowStream(raw, stream, $0)
                }
            }
            LiveHandle.stream.born()
            var schema = ArrowSchema()
            try Checked("ArrowArrayStream.get_schema", .readFailed, at: place, remarks: layer.remarks).zero {
                stream.pointee.get_schema(stream, &schema)
            }
            columns = BatchColumn.columns(of: schema)
            schema.release?(&schema)
        } catch {
            if let release = stream.pointee.release {
                release(stream)
                LiveHandle.stream.died()
            }
            stream.deallocate()
            throw error
        }
        state = Guarded(State(stream: stream))
    }

    /// The number of the first column of this name.
    public func column(named name: String) -> Int? { columns.firstIndex { $0.name == name } }

    /// The number of the column with the geometries.
    public var geometryColumn: Int? { columns.firstIndex(where: \.isGeometry) }

    /// The next batch, or nil after the last. Safe to call from several threads.
    public func next() throws(GDALError) -> ArrowBatch? {
        let pulled = try state.withLock { (state) throws(GDALError) in try pull(&state) }
        guard let array = pulled.array else { return nil }
        return ArrowBatch(array: array, columns: columns, index: pulled.index)
    }

    /// What GDAL remarked while batches were pulled: warnings, and failures after which it went on.
    public var remarks: (warnings: [String], failures: [String]) {
        state.withLock { ($0.warnings, $0.failures) }
    }

    /// Sendable: the array is not released and known to nobody else.
    private struct Pulled: @unchecked Sendable {
        var array: ArrowArray?
        var index: Int
    }

    private func pull(_ state: inout State) throws(GDALError) -> Pulled {
        guard let stream = state.stream else { preconditionFailure("a batch source outlived its layer") }
        var array = ArrowArray()
        var messages: [GDALMessage] = []
        let status = listening(to: &messages) { stream.pointee.get_next(stream, &array) }
        let isOwnFailure = messages.contains(where: \.isFailure)
        messages += StrayMessages.take()
        let failures = messages.filter(\.isFailure).map(\.text)
        // A database that is damaged inside gives empty batches without end, each with a failure and the status 0. A
        // stray failure may be another stream's: then a second empty batch decides.
        let isEmpty = array.release != nil && array.length == 0
        if status != 0 || (isEmpty && (isOwnFailure || state.hadEmptyBatch)) {
            array.release?(&array)
            var texts = Array(state.failures.suffix(3))
            for text in failures where !texts.contains(text) { texts.append(text) }
            if let last = stream.pointee.get_last_error(stream) {
                let text = String(cString: last)
                if !texts.contains(text) { texts.append(text) }
            }
            throw GDALError(.readFailed, call: "ArrowArrayStream.get_next", at: place, messages: texts)
        }
        state.hadEmptyBatch = isEmpty
        state.failures += failures.prefix(100)
        state.warnings += messages.lazy.filter { !$0.isFailure }.map(\.text).prefix(100)
        // A released array is the end of the stream.
        guard array.release != nil else { return Pulled(array: nil, index: state.pulled) }
        LiveHandle.batch.born()
        state.pulled += 1
        return Pulled(array: array, index: state.pulled - 1)
    }

    func close() {
        state.withLock { state in
            guard let stream = state.stream else { return }
            state.stream = nil
            var messages: [GDALMessage] = []
            listening(to: &messages) { stream.pointee.release(stream) }
            stream.deallocate()
            LiveHandle.stream.died()
        }
    }

    deinit { close() }
}

/// One column of a stream.
public struct BatchColumn: Hashable, Sendable {
    public var name: String
    public var kind: ColumnKind
    /// Whether the column holds WKB.
    public var isGeometry: Bool

    static func columns(of schema: ArrowSchema) -> [BatchColumn] {
        (0..<Int(schema.n_children)).compactMap { i in
            guard let child = schema.children[i]?.pointee else { return nil }
            let format = String(cString: child.format)
            let name = child.name.map { String(cString: $0) } ?? ""
            return BatchColumn(
                name: name, kind: ColumnKind(format: format), isGeometry: holdsWKB(child.metadata))
        }
    }

    /// Arrow's metadata: a count, then length and bytes of each key and value, in the machine's order.
    private static func holdsWKB(_ metadata: UnsafePointer<CChar>?) -> Bool {
        guard let metadata else { return false }
        let bytes = UnsafeRawPointer(metadata)
        var at = 4
        func text() -> String {
            let length = Int(bytes.loadUnaligned(fromByteOffset: at, as: Int32.self))
            defer { at += 4 + length }
            return String(decoding: UnsafeRawBufferPointer(start: bytes + at + 4, count: length), as: UTF8.self)
        }
        for _ in 0..<bytes.loadUnaligned(as: Int32.self) {
            let key = text()
            let value = text()
            if key == "ARROW:extension:name", value == "ogc.wkb" { return true }
        }
        return false
    }
}
