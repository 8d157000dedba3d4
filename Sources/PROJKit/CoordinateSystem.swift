import CPROJ

/// A horizontal CRS: what it measures in, and in which order.
public struct CoordinateSystem: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
        case projected, geographic
        /// Engineering, geocentric, vertical...
        case other
    }

    /// The text that it was made from: `EPSG:5897`, WKT, a PROJ string.
    public let definition: String
    public let name: String
    /// As `EPSG:5897`, where the definition names an authority or is known to EPSG as it stands.
    public let authority: String?
    public let kind: Kind
    /// Metres in a unit of its axes (projected), radians in a unit (geographic).
    public let unitFactor: Double
    /// As `metre` or `degree`.
    public let unitName: String
    /// Whether the CRS itself names its north or latitude axis first. Data in files mostly stand east first
    /// nevertheless, and so does everything that `Transformation` takes and gives.
    public let northFirst: Bool

    /// Where it is meant to be used; nil where nobody says.
    public let areaOfUse: AreaOfUse?

    public var isMetric: Bool { kind == .projected && unitFactor == 1 }

    /// Reads a definition.
    public init(_ definition: String) throws(PROJError) {
        let context = ProjectionContext()
        let given = try Projection(in: context, code: .unknownCRS, call: "proj_create", subject: definition) {
            proj_create(context.raw, CoordinateSystem.text(definition))
        }
        guard proj_is_crs(given.raw) != 0 else {
            throw PROJError(
                code: .unknownCRS, call: "proj_is_crs", subject: definition, messages: ["this is not a CRS"])
        }
        self.definition = definition
        name = proj_get_name(given.raw).map { String(cString: $0) } ?? definition
        authority = CoordinateSystem.identifier(of: given.raw) ?? CoordinateSystem.identify(given, context)
        areaOfUse = CoordinateSystem.areaOfUse(of: given, context)
        // The horizontal part of a compound CRS, the base of one with a datum shift.
        let horizontal = try CoordinateSystem.horizontal(of: given, context, definition)
        switch proj_get_type(horizontal.raw) {
        case PJ_TYPE_PROJECTED_CRS: kind = .projected
        case PJ_TYPE_GEOGRAPHIC_2D_CRS, PJ_TYPE_GEOGRAPHIC_3D_CRS: kind = .geographic
        default: kind = .other
        }
        var factor = 1.0
        var unit = ""
        var north = false
        if kind != .other {
            let axes = try Projection(
                in: context, code: .unknownCRS, call: "proj_crs_get_coordinate_system", subject: definition
            ) { proj_crs_get_coordinate_system(context.raw, horizontal.raw) }
            var unitText: UnsafePointer<CChar>?
            var direction: UnsafePointer<CChar>?
            guard
                proj_cs_get_axis_info(context.raw, axes.raw, 0, nil, nil, &direction, &factor, &unitText, nil, nil) != 0
            else { throw context.error(.unknownCRS, "proj_cs_get_axis_info", definition) }
            unit = unitText.map { String(cString: $0) } ?? ""
            north = direction.map { String(cString: $0) == "north" } ?? false
        }
        unitFactor = factor
        unitName = unit
        northFirst = north
    }

    /// The CRS without a way to WGS 84 of its own, as `+towgs84` gives one; itself where it has none.
    public var withoutShift: CoordinateSystem {
        get throws(PROJError) {
            let context = ProjectionContext()
            let given = try CoordinateSystem.projection(of: definition, context)
            if proj_get_type(given.raw) != PJ_TYPE_BOUND_CRS { return self }
            return try CoordinateSystem(of: CoordinateSystem.horizontal(of: given, context, definition), context)
        }
    }

    /// The degrees below a projected CRS, of the same datum.
    public var geographicBase: CoordinateSystem {
        get throws(PROJError) {
            let context = ProjectionContext()
            let given = try CoordinateSystem.projection(of: definition, context)
            let horizontal = try CoordinateSystem.horizontal(of: given, context, definition)
            let raw = horizontal.raw
            let base = try Projection(
                in: context, code: .unknownCRS, call: "proj_crs_get_geodetic_crs", subject: definition
            ) { proj_crs_get_geodetic_crs(context.raw, raw) }
            return try CoordinateSystem(of: base, context)
        }
    }

    private init(of crs: borrowing Projection, _ context: ProjectionContext) throws(PROJError) {
        guard let text = proj_as_wkt(context.raw, crs.raw, PJ_WKT2_2019, nil) else {
            throw context.error(.unknownCRS, "proj_as_wkt", proj_get_name(crs.raw).map { String(cString: $0) } ?? "")
        }
        try self.init(String(cString: text))
    }

    private static func projection(
        of definition: String, _ context: ProjectionContext
    ) throws(PROJError) -> Projection {
        try Projection(in: context, code: .unknownCRS, call: "proj_create", subject: definition) {
            proj_create(context.raw, text(definition))
        }
    }

    /// Whether both mean the same coordinates, whatever their names and the order of degrees.
    public func isEquivalent(to other: CoordinateSystem) -> Bool {
        if definition == other.definition || (authority != nil && authority == other.authority) { return true }
        let context = ProjectionContext()
        guard
            let a = try? Projection(
                in: context, code: .unknownCRS, call: "proj_create", subject: definition,
                { proj_create(context.raw, CoordinateSystem.text(definition)) }),
            let b = try? Projection(
                in: context, code: .unknownCRS, call: "proj_create", subject: other.definition,
                { proj_create(context.raw, CoordinateSystem.text(other.definition)) })
        else { return false }
        return proj_is_equivalent_to_with_ctx(
            context.raw, a.raw, b.raw, PJ_COMP_EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS) != 0
    }

    /// PROJ strings need a word more to be CRSs.
    static func text(_ definition: String) -> String {
        definition.contains("+proj") && !definition.contains("+type=crs") ? definition + " +type=crs" : definition
    }

    private static func identifier(of raw: OpaquePointer) -> String? {
        guard let authority = proj_get_id_auth_name(raw, 0), let code = proj_get_id_code(raw, 0) else { return nil }
        return "\(String(cString: authority)):\(String(cString: code))"
    }

    /// The EPSG code of a definition without one: a `.prj` of a shapefile, for example.
    private static func identify(_ given: borrowing Projection, _ context: ProjectionContext) -> String? {
        // A CRS with a datum shift of its own is not the plain one.
        if proj_get_type(given.raw) == PJ_TYPE_BOUND_CRS { return nil }
        var confidences: UnsafeMutablePointer<Int32>?
        guard let list = proj_identify(context.raw, given.raw, "EPSG", nil, &confidences) else { return nil }
        defer {
            proj_int_list_destroy(confidences)
            proj_list_destroy(list)
        }
        guard proj_list_get_count(list) > 0, let confidences, confidences[0] >= 90,
            let best = proj_list_get(context.raw, list, 0)
        else { return nil }
        defer { proj_destroy(best) }
        return identifier(of: best)
    }

    private static func areaOfUse(of given: borrowing Projection, _ context: ProjectionContext) -> AreaOfUse? {
        var (west, south, east, north) = (0.0, 0.0, 0.0, 0.0)
        guard proj_get_area_of_use(context.raw, given.raw, &west, &south, &east, &north, nil) != 0, west > -1000
        else { return nil }
        return AreaOfUse(west: west, south: south, east: east, north: north)
    }

    private static func horizontal(
        of given: borrowing Projection, _ context: ProjectionContext, _ definition: String
    ) throws(PROJError) -> Projection {
        let raw = given.raw
        var part = try Projection(in: context, code: .unknownCRS, call: "proj_clone", subject: definition) {
            proj_clone(context.raw, raw)
        }
        if proj_get_type(part.raw) == PJ_TYPE_COMPOUND_CRS {
            let whole = part.raw
            part = try Projection(in: context, code: .unknownCRS, call: "proj_crs_get_sub_crs", subject: definition) {
                proj_crs_get_sub_crs(context.raw, whole, 0)
            }
        }
        if proj_get_type(part.raw) == PJ_TYPE_BOUND_CRS {
            let bound = part.raw
            part = try Projection(in: context, code: .unknownCRS, call: "proj_get_source_crs", subject: definition) {
                proj_get_source_crs(context.raw, bound)
            }
        }
        return part
    }
}

/// A box in degrees; `west` is greater than `east` where it crosses the date line.
public struct AreaOfUse: Hashable, Sendable {
    public var west: Double
    public var south: Double
    public var east: Double
    public var north: Double

    public init(west: Double, south: Double, east: Double, north: Double) {
        self.west = west
        self.south = south
        self.east = east
        self.north = north
    }

    /// Whether a place lies in it or within `margin` degrees of it.
    public func holds(longitude: Double, latitude: Double, margin: Double = 0) -> Bool {
        guard latitude >= south - margin, latitude <= north + margin else { return false }
        return west <= east
            ? longitude >= west - margin && longitude <= east + margin
            : longitude >= west - margin || longitude <= east + margin
    }
}
