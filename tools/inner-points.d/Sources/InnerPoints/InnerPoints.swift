import MapReading
import PlanarCoverage

/// Finds the inner points of a map's parcels: `InnerPoints map repeats`. Writes a line per parcel with its feature id,
/// position in metres of the working CRS and clearance in metres, and last the best time of the repeats in microseconds
/// a parcel. A parcel without an inner point has empty fields.
@main
struct InnerPoints {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3, let repeats = Int(arguments[2]), repeats > 0 else {
            print("usage: InnerPoints map repeats")
            return
        }
        let map = try MapReader().read([arguments[1]])
        let grid = map.coverage.grid
        let clock = ContinuousClock()
        var found: [InnerPoint?] = []
        var least = Duration.seconds(1_000_000)
        for _ in 0..<repeats {
            let time = try clock.measure { found = try InnerPoint.all(of: map.coverage.rings) }
            least = min(least, time)
        }
        var text = ""
        for (fid, point) in zip(map.columns.fid, found) {
            if let point {
                let x = (Double(grid.originX) + point.x) / grid.unitsPerMetre
                let y = (Double(grid.originY) + point.y) / grid.unitsPerMetre
                text += "\(fid),\(x),\(y),\(point.clearance / grid.unitsPerMetre)\n"
            } else {
                text += "\(fid),,,\n"
            }
        }
        print(text, terminator: "")
        let seconds = Double(least.components.seconds) + Double(least.components.attoseconds) / 1e18
        print("time,\(seconds * 1e6 / Double(max(1, found.count)))")
    }
}
