import GDALKit
import PROJKit

/// What is known of a layer's coordinates before they are read.
struct LayerCoordinates {
    /// For messages: source and layer.
    var place: String
    /// As the file states it; nil where it does not, or states something without a place on earth.
    var stated: SpatialReference?
    /// The box of its coordinates; nil for a layer without any.
    var box: LayerExtent?
}

/// Which CRS the coordinates of a layer are in, and in which one the map is worked.
enum CRSPolicy {
    static let hanoi = "EPSG:5897"
    /// Easting and northing of Hanoi in EPSG:5897, with a margin.
    static let hanoiEnvelope = LayerExtent(minX: 529_000, minY: 2_272_000, maxX: 607_000, maxY: 2_367_000)
    /// Degrees that go to Hanoi's zone.
    static let vietnam = AreaOfUse(west: 102, south: 8, east: 110, north: 24)

    /// The CRS that a layer's coordinates are in.
    /// - Parameter given: the CRS that the user names for all sources.
    static func source(
        of layer: LayerCoordinates, given: String?, notes: inout [ReadingNote]
    ) throws(ReadingError) -> CoordinateSystem {
        let system: CoordinateSystem
        if let given {
            system = try parse(given, option: "--crs")
            let stated = layer.stated.map { $0.authority ?? $0.name }
            if stated != system.authority || stated == nil {
                notes.append(.overriddenCRS(layer.place, stated: stated, given: system.authority ?? system.name))
            }
        } else if let stated = layer.stated, let known = try? CoordinateSystem(stated.authority ?? stated.wkt),
            known.kind != .other
        {
            // A datum shift that the file brings along is in its WKT, not in its code.
            let full = stated.wkt.hasPrefix("BOUNDCRS") ? try? CoordinateSystem(stated.wkt) : nil
            system = full ?? known
        } else {
            system = try assumed(for: layer, notes: &notes)
        }
        guard system.kind != .other else {
            throw ReadingError(.usage, "--crs \(given ?? ""): \(system.name) is neither projected nor in degrees")
        }
        if let box = layer.box { try refuseOtherUnits(box, system, layer.place) }
        return system
    }

    /// Without a CRS: Hanoi's, where the coordinates lie in its envelope.
    private static func assumed(
        for layer: LayerCoordinates, notes: inout [ReadingNote]
    ) throws(ReadingError) -> CoordinateSystem {
        guard let box = layer.box, box.isInside(hanoiEnvelope) else {
            var hint = ""
            if let box = layer.box {
                hint =
                    box.looksLikeDegrees
                    ? "; its coordinates look like degrees: --crs EPSG:4326 perhaps"
                    : box.swapped.isInside(hanoiEnvelope)
                        ? "; its coordinates look like Hanoi's with northing before easting"
                        : "; its coordinates are \(box.text)"
            }
            throw ReadingError(
                .unusableData,
                "\(layer.place): the file does not say which CRS it is in; say it with --crs EPSG:...\(hint)")
        }
        notes.append(.assumedCRS(layer.place, hanoi))
        return try parse(hanoi, option: "--crs")
    }

    /// Metres that are called degrees, and degrees that are called metres.
    private static func refuseOtherUnits(
        _ box: LayerExtent, _ system: CoordinateSystem, _ place: String
    ) throws(ReadingError) {
        let name = system.authority ?? system.name
        if system.kind == .geographic,
            !(abs(box.minX) <= 361 && abs(box.maxX) <= 361 && abs(box.minY) <= 91 && abs(box.maxY) <= 91)
        {
            let swapped = box.swapped
            let hint =
                abs(swapped.minX) <= 361 && abs(swapped.maxX) <= 361 && abs(swapped.minY) <= 91
                    && abs(swapped.maxY) <= 91
                ? "latitude seems to stand before longitude" : "name the right one with --crs"
            throw ReadingError(
                .unusableData,
                "\(place): the file says \(name), which is in degrees, but its coordinates are \(box.text); \(hint)")
        }
        if system.kind == .projected, vietnam.holds(box) || vietnam.holds(box.swapped) {
            throw ReadingError(
                .unusableData,
                "\(place): the file says \(name), but its coordinates are degrees (\(box.text)); say --crs EPSG:4326 perhaps"
            )
        }
    }

    /// The CRS to work in.
    /// - Parameters:
    ///   - sources: of all layers, in order; the first decides.
    ///   - boxes: of all layers.
    static func working(
        sources: [CoordinateSystem], layers: [LayerCoordinates], given: String?
    ) throws(ReadingError) -> WorkingCRS {
        if let given {
            let system = try parse(given, option: "--work-crs")
            guard system.isMetric else {
                throw ReadingError(.usage, "--work-crs \(given): \(system.name) is not projected in metres")
            }
            return WorkingCRS(system: system, metresPerUnit: 1)
        }
        for (system, layer) in zip(sources, layers) where system.kind == .geographic {
            guard let box = layer.box, !vietnam.holds(box) else { continue }
            throw ReadingError(
                .unusableData,
                "\(layer.place): its coordinates are degrees (\(box.text)) outside Vietnam; say in which CRS to work, as "
                    + "--work-crs \(utmZone(of: box))")
        }
        let first = sources[0]
        if first.kind == .geographic {
            return WorkingCRS(system: try parse(hanoi, option: "--work-crs"), metresPerUnit: 1)
        }
        return WorkingCRS(system: first, metresPerUnit: first.unitFactor)
    }

    /// The UTM zone on WGS 84 of a box in degrees.
    static func utmZone(of box: LayerExtent) -> String {
        let longitude = (box.minX + box.maxX) / 2
        let zone = min(60, max(1, Int((longitude + 180) / 6) + 1))
        return "EPSG:\((box.minY + box.maxY >= 0 ? 32600 : 32700) + zone)"
    }

    private static func parse(_ text: String, option: String) throws(ReadingError) -> CoordinateSystem {
        do {
            return try CoordinateSystem(text)
        } catch {
            throw ReadingError(.usage, "\(option) \(text): this is no CRS that PROJ knows; say it as EPSG:5897")
        }
    }
}

extension LayerExtent {
    var swapped: LayerExtent { LayerExtent(minX: minY, minY: minX, maxX: maxY, maxY: maxX) }

    func isInside(_ other: LayerExtent) -> Bool {
        minX >= other.minX && maxX <= other.maxX && minY >= other.minY && maxY <= other.maxY
    }

    var looksLikeDegrees: Bool { abs(minX) <= 180 && abs(maxX) <= 180 && abs(minY) <= 90 && abs(maxY) <= 90 }

    /// As `588000 ... 589000, 2326000 ... 2327000`.
    var text: String {
        func short(_ value: Double) -> String {
            guard abs(value) < 1e15 else { return "\(value)" }
            return abs(value) >= 1000 ? "\(Int(value.rounded()))" : "\((value * 1000).rounded() / 1000)"
        }
        return "\(short(minX)) ... \(short(maxX)), \(short(minY)) ... \(short(maxY))"
    }

    mutating func join(_ other: LayerExtent) {
        minX = min(minX, other.minX)
        minY = min(minY, other.minY)
        maxX = max(maxX, other.maxX)
        maxY = max(maxY, other.maxY)
    }
}

extension AreaOfUse {
    func holds(_ box: LayerExtent) -> Bool {
        holds(longitude: box.minX, latitude: box.minY) && holds(longitude: box.maxX, latitude: box.maxY)
    }
}
