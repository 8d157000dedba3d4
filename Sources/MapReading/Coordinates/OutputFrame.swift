public import Cadastre
public import GDALKit
import PROJKit

/// The CRS in which a map is handed on, and the ways into it.
public struct OutputFrame: Sendable {
    /// What a format wants.
    public enum Coordinates: Sendable {
        case any
        /// Longitude and latitude of WGS 84.
        case degrees
        /// Metres of a projection.
        case metres
    }

    private let target: CoordinateSystem
    /// By layer of the map.
    private let ways: [WayOut]
    private let fromWork: WayOut
    /// Whether the layers keep the CRS of the first source, in its own words.
    public let isOfSource: Bool

    /// - Parameters:
    ///   - crs: as the user named it; nil for the source's own.
    ///   - shift: between VN-2000 and WGS 84; nil for what the CRS says itself, else EPSG:6960.
    ///   - format: for messages.
    /// - Throws: `ReadingError` (exit code 64) for a CRS that is none, or none of this format.
    public init(
        _ map: ParcelMap, crs: String?, shift: DatumShift?, coordinates: Coordinates = .any, format: String
    ) throws(ReadingError) {
        let asked: CoordinateSystem?
        let degrees: CoordinateSystem
        do throws(PROJError) {
            asked = try crs.map { name throws(PROJError) in try CoordinateSystem(name) }
            degrees = try CoordinateSystem("EPSG:4326")
        } catch {
            throw ReadingError(.usage, "--crs-out \(crs ?? ""): PROJ knows no such CRS; write it as EPSG:5897")
        }
        let own = map.layerSystems.first ?? map.crs.system
        switch coordinates {
        case .degrees:
            if let asked, !asked.isEquivalent(to: degrees) {
                throw ReadingError(
                    .usage, "\(format) is always in longitude and latitude of WGS 84; leave --crs-out out")
            }
            target = degrees
        case .metres:
            target = asked ?? map.crs.system
            if !target.isMetric {
                throw ReadingError(.usage, "\(format) is drawn in metres: name a projected CRS, as --crs-out EPSG:5897")
            }
        case .any: target = asked ?? own
        }
        if target.kind == .other {
            throw ReadingError(.usage, "--crs-out \(target.name): a CRS of maps is projected or in degrees")
        }
        let target = target
        ways = try map.layerSystems.map { system throws(ReadingError) in
            try WayOut(from: system, to: target, shift: shift)
        }
        fromWork = try WayOut(from: map.crs.system, to: target, shift: shift)
        isOfSource = coordinates == .any && asked == nil
    }

    /// The way between VN-2000 and WGS 84 that was taken; nil where there was none.
    public var shift: DatumShift? { (ways + [fromWork]).lazy.compactMap(\.shift).first }

    public var isInDegrees: Bool { target.kind == .geographic }

    /// For messages: the code, or the name.
    public var name: String { target.authority ?? target.name }
    /// The code, or WKT.
    public var code: String { target.authority ?? target.definition }
    /// As GDAL takes it.
    public var definition: String { target.definition }

    /// The ways of the layers for one thread; nil where coordinates stay as they are.
    public func openWays() throws(ReadingError) -> [Reprojection?] {
        try ways.map { way throws(ReadingError) in try way.open() }
    }

    /// The way from the map's working CRS.
    public func openFromWork() throws(ReadingError) -> Reprojection? { try fromWork.open() }
}
