import CPango

/// Hands the bytes of a surface on as they come.
final class ByteSink {
    private let take: ([UInt8]) -> Bool
    private var piece: [UInt8] = []
    private static let pieceSize = 1 << 16

    init(_ take: @escaping ([UInt8]) -> Bool) {
        self.take = take
        piece.reserveCapacity(ByteSink.pieceSize + 4096)
    }

    func add(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        piece.append(contentsOf: bytes)
        return piece.count < ByteSink.pieceSize || flush()
    }

    func flush() -> Bool {
        if piece.isEmpty { return true }
        defer { piece.removeAll(keepingCapacity: true) }
        return take(piece)
    }

    /// For Cairo; its closure is an unretained `ByteSink`, which lives longer than the surface.
    static let write: cairo_write_func_t = { closure, data, length in
        guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
        let sink = Unmanaged<ByteSink>.fromOpaque(closure).takeUnretainedValue()
        return sink.add(UnsafeBufferPointer(start: data, count: Int(length)))
            ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR
    }
}
