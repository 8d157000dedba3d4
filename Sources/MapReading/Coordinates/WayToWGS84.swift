import Cadastre
import PROJKit

/// The way from a CRS to WGS 84 and back, as parcel codes need it. One for each lane.
struct WayToWGS84: ~Copyable {
    /// To degrees of the CRS's own datum; nil where PROJ's own way is taken.
    private let down: Transformation?
    private let up: Transformation?
    private let there: Transformation
    private let back: Transformation

    private init(
        down: consuming Transformation?, up: consuming Transformation?, there: consuming Transformation,
        back: consuming Transformation
    ) {
        self.down = down
        self.up = up
        self.there = there
        self.back = back
    }

    /// - Parameter shift: of VN-2000, instead of the one that the CRS itself says; nil for that, or else EPSG:6960.
    static func open(from crs: CoordinateSystem, shift: DatumShift?) throws(PROJError) -> WayToWGS84 {
        let wgs84 = try CoordinateSystem("EPSG:4326")
        guard let shift else {
            return WayToWGS84(
                down: nil, up: nil, there: try Transformation(from: crs, to: wgs84),
                back: try Transformation(from: wgs84, to: crs))
        }
        let base = try crs.withoutShift
        let degrees = try base.geographicBase
        let parameters = shift.positionVector.map { "\($0)" }.joined(separator: ",")
        let shifted = try CoordinateSystem("+proj=longlat +ellps=WGS84 +towgs84=\(parameters) +no_defs")
        return WayToWGS84(
            down: try Transformation(from: base, to: degrees), up: try Transformation(from: degrees, to: base),
            there: try Transformation(from: shifted, to: wgs84), back: try Transformation(from: wgs84, to: shifted))
    }

    /// Whether a shift of VN-2000 can be chosen: the CRS is of that datum, or says a shift of its own.
    static func canBeChosen(for crs: CoordinateSystem) throws(PROJError) -> Bool {
        let base = try crs.withoutShift
        if base != crs { return true }
        let degrees = try base.geographicBase
        let name = degrees.name.filter { $0.isLetter || $0.isNumber }.uppercased()
        return try degrees.isEquivalent(to: CoordinateSystem("EPSG:4756")) || name.contains("VN2000")
    }

    /// Turns coordinates (x, y, x, y...) into degrees of WGS 84, longitude first. What has no place there becomes
    /// infinite.
    borrowing func apply(_ xy: inout [Double]) {
        switch down {
        case .some(let down): Self.walk(down, &xy)
        case .none: break
        }
        Self.walk(there, &xy)
    }

    /// Turns degrees of WGS 84 into coordinates of the CRS.
    borrowing func applyBack(_ xy: inout [Double]) {
        Self.walk(back, &xy)
        switch up {
        case .some(let up): Self.walk(up, &xy)
        case .none: break
        }
    }

    private static func walk(_ way: borrowing Transformation, _ xy: inout [Double]) {
        do {
            _ = try xy.withUnsafeMutableBufferPointer { try way.apply($0) }
        } catch {
            // None of the points has a place there.
            for i in xy.indices { xy[i] = .infinity }
        }
    }
}
