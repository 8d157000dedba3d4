import CPROJ

/// The way from one CRS to another. East or longitude stands first on both sides, whatever the CRSs say; degrees stand
/// for themselves. One for each lane.
public struct Transformation: ~Copyable {
    private let projection: Projection
    private let subject: String
    /// PROJ knows no datum shift between the two and ignores the difference: up to some hundred metres.
    public let ignoresDatum: Bool

    public init(from source: CoordinateSystem, to target: CoordinateSystem) throws(PROJError) {
        let context = ProjectionContext()
        let from = try Transformation.crs(source.definition, in: context)
        let to = try Transformation.crs(target.definition, in: context)
        let (fromRaw, toRaw) = (from.raw, to.raw)
        let subject = "\(source.authority ?? source.name) → \(target.authority ?? target.name)"
        func between(ballpark: Bool) -> OpaquePointer? {
            let option = ballpark ? "ALLOW_BALLPARK=YES" : "ALLOW_BALLPARK=NO"
            return option.withCString { text in
                let options: [UnsafePointer<CChar>?] = [text, nil]
                guard let raw = proj_create_crs_to_crs_from_pj(context.raw, fromRaw, toRaw, nil, options) else {
                    return nil
                }
                defer { proj_destroy(raw) }
                return proj_normalize_for_visualization(context.raw, raw)
            }
        }
        let exact = between(ballpark: false)
        let projection = try Projection(
            in: context, code: .noTransformation, call: "proj_create_crs_to_crs_from_pj", subject: subject
        ) { exact ?? between(ballpark: true) }
        self.projection = projection
        self.subject = subject
        ignoresDatum = exact == nil
    }

    private static func crs(_ definition: String, in context: ProjectionContext) throws(PROJError) -> Projection {
        return try Projection(in: context, code: .unknownCRS, call: "proj_create", subject: definition) {
            proj_create(context.raw, CoordinateSystem.text(definition))
        }
    }

    /// Transforms points in place.
    /// - Parameter xy: x, y, x, y...
    /// - Returns: how many points have no place in the target; they become infinite. A point that was not finite
    ///   stays so and counts too.
    @discardableResult
    public borrowing func apply(_ xy: UnsafeMutableBufferPointer<Double>) throws(PROJError) -> Int {
        precondition(xy.count % 2 == 0, "pairs of coordinates")
        guard let x = xy.baseAddress, xy.count > 0 else { return 0 }
        let count = xy.count / 2
        let stride = 2 * MemoryLayout<Double>.stride
        _ = projection.context.takeMessages()
        proj_errno_reset(projection.raw)
        let done = proj_trans_generic(
            projection.raw, PJ_FWD, x, stride, count, x + 1, stride, count, nil, 0, 0, nil, 0, 0)
        guard done == count else {
            throw projection.context.error(
                .transformFailed, "proj_trans_generic", subject, errno: proj_errno(projection.raw))
        }
        var failed = 0
        for i in 0..<count where !(x[2 * i].isFinite && x[2 * i + 1].isFinite) {
            failed += 1
            x[2 * i] = .infinity
            x[2 * i + 1] = .infinity
        }
        // The error number tells of the last failed point only; without one, a failed point is a bug of ours.
        let status = proj_errno(projection.raw)
        if failed == count, status != 0 {
            throw projection.context.error(.transformFailed, "proj_trans_generic", subject, errno: status)
        }
        return failed
    }

    /// Transforms one point; nil where it has no place in the target.
    public borrowing func point(x: Double, y: Double) throws(PROJError) -> (x: Double, y: Double)? {
        var pair = (x, y)
        let failed: Int
        do throws(PROJError) {
            failed = try withUnsafeMutableBytes(of: &pair) { bytes throws(PROJError) in
                try apply(bytes.bindMemory(to: Double.self))
            }
        } catch {
            if error.code == .transformFailed { return nil }
            throw error
        }
        return failed == 0 ? (pair.0, pair.1) : nil
    }
}
