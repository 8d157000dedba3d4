import PlanarCoverage

/// The outlines of the wards as chains that neighbours share, simplified for a screen.
struct CityBorders {
    let codes: [String]
    let borders: SharedBorders
    private let grid: Grid

    /// A line may lie off by this share of the city's width: half a pixel of a map 3,000 pixels wide.
    private static let tolerance = 1.0 / 6000

    /// - Parameter path: the GeoPackage of `coverage`.
    /// - Returns: nil where it has no outlines.
    init?(_ path: String) throws {
        // A lattice of a metre for a city: it closes what is open by less.
        guard
            let wards = try LayerPolygons(path, layer: "wards", field: "ward_code", stepsAcross: 100_000)
        else { return nil }
        var box = GridBox.nothing
        for p in wards.rings.points { box.join(p) }
        let across = max(Double(box.maxX) - Double(box.minX), Double(box.maxY) - Double(box.minY))
        codes = wards.names
        grid = wards.grid
        borders = try SharedBorders(of: wards.rings).simplified(tolerance: across * Self.tolerance)
    }

    func write(to json: inout JSONWriter) {
        var shapes = PackedShapes(
            originX: grid.metresX(0), originY: grid.metresY(0), step: grid.stepMetres)
        for chain in borders.chains { shapes.append(chain.points, on: grid) }
        json.object { json in
            json.member("chains", shapes, count: borders.chains.count)
            json.key("wards")
            json.object { json in
                for (w, code) in codes.enumerated() {
                    json.key(code)
                    json.list { json in
                        for ring in borders.rings(ofOutline: Int32(w)) {
                            json.list { json in for c in ring { json.value(Int(c)) } }
                        }
                    }
                }
            }
        }
    }
}
