import Foundation
import TestSupport

/// Layers compared feature by feature, through GDAL's own programs.
enum LayerFeatures {
    /// What `ogr2ogr` reads from a source, as GeoJSON in the source's coordinates or in others.
    static func json(_ source: String, layer: String? = nil, into file: String, crs: String? = nil) throws {
        var arguments = ["-f", "GeoJSON", "-lco", "RFC7946=NO", "-lco", "COORDINATE_PRECISION=12"]
        if let crs { arguments += ["-t_srs", crs] }
        arguments += [file, source] + (layer.map { [$0] } ?? [])
        let outcome = try Tool.start("ogr2ogr", arguments).wait()
        guard outcome.code == 0 else { throw Tool.Failure(description: outcome.errors) }
    }

    /// Says where two files of `json` differ: features by their keys, all fields that both have, vertices within a
    /// tolerance; empty when they are the same.
    ///
    /// - Parameters:
    ///   - renamed: fields of the first, and what they are called in the second.
    ///   - absent: fields of the first that the second does not have.
    static func differences(
        _ expected: String, _ found: String, tolerance: Double, renamed: [String: String] = [:], absent: [String] = []
    ) throws -> String {
        let names = renamed.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
        let outcome = try Tool.start(
            "python3", ["-c", script, expected, found, "\(tolerance)", names, absent.joined(separator: ",")]
        ).wait()
        return outcome.code == 0 ? outcome.output : outcome.output + outcome.errors
    }

    private static let script = """
        import json, sys
        expected, found, tolerance, renamed, absent = sys.argv[1:6]
        tolerance = float(tolerance)
        renamed = dict(p.split("=") for p in renamed.split(",") if p)
        absent = set(absent.split(","))
        def key(properties, names):
            return tuple(str(properties[names.get(n, n)]) for n in ("MaXa", "SoHieuToBanDo", "SoThuTuThua"))
        def vertices(geometry):
            polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
            rings = [sorted({tuple(v[:2]) for v in ring}) for polygon in polygons for ring in polygon]
            return sorted(rings)
        def same(a, b):
            if len(a) != len(b): return False
            for r, s in zip(a, b):
                if len(r) != len(s): return False
                # Steps of the format may change the order of vertices with one easting.
                rest = list(s)
                for x, y in r:
                    near = min(rest, key=lambda v: abs(v[0] - x) + abs(v[1] - y))
                    if max(abs(near[0] - x), abs(near[1] - y)) > tolerance: return False
                    rest.remove(near)
            return True
        first = {key(f["properties"], {}): f for f in json.load(open(expected))["features"]}
        second = {key(f["properties"], renamed): f for f in json.load(open(found))["features"]}
        if set(first) != set(second): print("keys:", sorted(set(first) ^ set(second))[:5])
        for k in sorted(set(first) & set(second)):
            a, b = first[k], second[k]
            for name, value in a["properties"].items():
                if name in absent: continue
                other = b["properties"].get(renamed.get(name, name), "missing")
                if isinstance(value, bool): value = int(value)
                if isinstance(other, bool): other = int(other)
                # A format may leave out what is null; MapInfo has no nulls.
                if value is None and other in ("", "missing", 0): continue
                if isinstance(value, float) and isinstance(other, (int, float)):
                    if abs(value - other) > 1e-9: print(k, name, value, other)
                elif str(value).replace("-", "/") not in str(other).replace("-", "/"): print(k, name, value, other)
            if not same(vertices(a["geometry"]), vertices(b["geometry"])): print(k, "geometry")
        """
}
