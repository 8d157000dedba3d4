import Cadastre
import GDALKit
import PROJKit
import PlanarCoverage

/// Judges the declared CRS by the coordinates.
struct CRSJudge {
    let working: WorkingCRS
    /// Of the layer whose parcels are sampled.
    let declared: CoordinateSystem

    /// At most so many parcels are looked at.
    private static let sampleSize = 3000
    /// The better CRS must have so many points more.
    private static let margin = 10.0

    private var declaredName: String { declared.authority ?? declared.name }

    /// Without ward outlines: by the area that the CRS is made for, and by the order of the axes.
    /// - Parameter middle: the middle of the coordinates, in units of the declared CRS.
    func judge(middle: (x: Double, y: Double)) -> CRSFinding? {
        guard let area = declared.areaOfUse, let degrees = try? CoordinateSystem("EPSG:4326"),
            let way = try? Transformation(from: declared, to: degrees)
        else { return nil }
        func holds(_ x: Double, _ y: Double) -> Bool {
            guard let place = try? way.point(x: x, y: y) else { return false }
            return area.holds(longitude: place.x, latitude: place.y, margin: 0.5)
        }
        if holds(middle.x, middle.y) { return nil }
        return holds(middle.y, middle.x)
            ? .swappedAxes(declared: declaredName) : .outsideAreaOfUse(declared: declaredName)
    }

    /// With ward outlines: the share of parcels that lie in the ward they name under the declared CRS and under others.
    func judge(
        _ rings: RingStore, parcels: Range<Int>, columns: ParcelColumns, wards: WardLayer, grid: Grid
    ) throws -> CRSFinding? {
        let outlines = WardHit(wards)
        let sample = sample(rings, parcels, columns, wards, grid)
        guard sample.count >= 10 else { return nil }
        func percent(_ xy: [Double]) -> Double {
            let hits = sample.indices.count { i in
                outlines.hits(
                    x: xy[2 * i] * working.metresPerUnit, y: xy[2 * i + 1] * working.metresPerUnit, ward: sample[i].ward
                )
            }
            return 100 * Double(hits) / Double(sample.count)
        }
        let here = sample.flatMap { [$0.x, $0.y] }
        let declaredPercent = percent(here)
        if declaredPercent > 100 - CRSJudge.margin { return nil }
        // Back to the numbers in the file, which each candidate reads in its own way.
        var source = here
        walk(&source, from: working.system, to: declared)
        var best: (percent: Double, finding: CRSFinding)?
        func consider(_ xy: [Double], _ finding: (Double) -> CRSFinding) {
            let share = percent(xy)
            if share >= declaredPercent + CRSJudge.margin, share > best?.percent ?? 0 { best = (share, finding(share)) }
        }
        var swapped = source
        for i in sample.indices { swapped.swapAt(2 * i, 2 * i + 1) }
        walk(&swapped, from: declared, to: working.system)
        consider(swapped) { _ in .swappedAxes(declared: declaredName) }
        for candidate in Candidate.all(for: declared) {
            guard let system = try? CoordinateSystem(candidate.definition), !system.isEquivalent(to: declared) else {
                continue
            }
            var xy = source
            walk(&xy, from: system, to: working.system)
            consider(xy) {
                .betterCRS(candidate.name, percent: $0, declared: declaredName, declaredPercent: declaredPercent)
            }
        }
        return best?.finding
    }

    private func walk(_ xy: inout [Double], from source: CoordinateSystem, to target: CoordinateSystem) {
        if source.isEquivalent(to: target) { return }
        guard let way = try? Transformation(from: source, to: target),
            (try? xy.withUnsafeMutableBufferPointer({ try way.apply($0) })) != nil
        else {
            for i in xy.indices { xy[i] = .infinity }
            return
        }
    }

    private struct Place {
        /// Units of the working CRS.
        var x: Double
        var y: Double
        /// The ward that the parcel names; nil for "any".
        var ward: Int?
    }

    /// Parcels spread over the map, each with its middle and the ward it names. Where few name a known ward, each may
    /// lie in any.
    private func sample(
        _ rings: RingStore, _ parcels: Range<Int>, _ columns: ParcelColumns, _ wards: WardLayer, _ grid: Grid
    ) -> [Place] {
        let index = Dictionary(wards.codes.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        var places: [Place] = []
        for parcel in stride(
            from: parcels.lowerBound, to: parcels.upperBound, by: max(1, parcels.count / CRSJudge.sampleSize))
        {
            let points = rings.points(ofParcel: parcel)
            if points.isEmpty { continue }
            var box = GridBox.nothing
            for i in points { box.join(rings.points[i]) }
            places.append(
                Place(
                    x: (grid.metresX(box.minX) + grid.metresX(box.maxX)) / 2 / working.metresPerUnit,
                    y: (grid.metresY(box.minY) + grid.metresY(box.maxY)) / 2 / working.metresPerUnit,
                    ward: columns.wardCode(ofParcel: parcel).flatMap { index[$0] }))
        }
        let named = places.filter { $0.ward != nil }
        return named.count * 2 >= places.count ? named : places.map { Place(x: $0.x, y: $0.y, ward: nil) }
    }
}

/// A CRS that a map of Hanoi may be in without saying so.
private struct Candidate {
    var name: String
    var definition: String

    private static let zone = "+proj=tmerc +lat_0=0 +lon_0=105 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 +units=m"

    static func all(for declared: CoordinateSystem) -> [Candidate] {
        if declared.kind == .geographic {
            return ["EPSG:4756", "EPSG:4326"].map { Candidate(name: $0, definition: $0) }
        }
        let reversed = DatumShift.epsg6960.positionVector.map { "\(-$0)" }.joined(separator: ",")
        let codes = [5897, 3405, 5896, 5898, 5899] + Array(9205...9218)
        return codes.map { Candidate(name: "EPSG:\($0)", definition: "EPSG:\($0)") } + [
            Candidate(name: "EPSG:5897 without the datum shift of VN-2000", definition: "\(zone) +towgs84=0,0,0"),
            Candidate(
                name: "EPSG:5897 with the datum shift of VN-2000 reversed", definition: "\(zone) +towgs84=\(reversed)"),
        ]
    }
}

/// Whether a place lies in a ward, in metres. Even-odd; the line itself does not matter here.
private struct WardHit {
    private let rings: RingStore
    private let grid: Grid
    private let boxes: [GridBox]

    init(_ wards: WardLayer) {
        rings = wards.rings
        grid = wards.grid
        boxes = (0..<wards.rings.parcelCount).map { ward in
            var box = GridBox.nothing
            for i in wards.rings.points(ofParcel: ward) { box.join(wards.rings.points[i]) }
            return box
        }
    }

    func hits(x: Double, y: Double, ward: Int?) -> Bool {
        guard x.isFinite, y.isFinite, let p = grid.point(x: x, y: y) else { return false }
        if let ward { return holds(p, ward) }
        return boxes.indices.contains { holds(p, $0) }
    }

    private func holds(_ p: GridPoint, _ ward: Int) -> Bool {
        guard boxes[ward].holds(p) else { return false }
        var isInside = false
        for ring in rings.rings(ofParcel: ward) {
            let range = rings.points(ofRing: ring)
            var a = rings.points[range.upperBound - 1]
            for i in range {
                let b = rings.points[i]
                if (a.y > p.y) != (b.y > p.y) {
                    let t = (Double(p.y) - Double(a.y)) / (Double(b.y) - Double(a.y))
                    if Double(p.x) < Double(a.x) + t * (Double(b.x) - Double(a.x)) { isInside.toggle() }
                }
                a = b
            }
        }
        return isInside
    }
}
