import Foundation

/// A folder for one test, gone with its owner.
final class TemporaryFolder: Sendable {
    let path: String

    init() {
        path = NSTemporaryDirectory() + "gdalkit-" + UUID().uuidString
        try! FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> String { "\(path)/\(name)" }

    /// Writes a text file.
    func file(_ name: String, holding text: String) -> String {
        try! text.write(toFile: file(name), atomically: true, encoding: .utf8)
        return file(name)
    }

    /// Names in the folder, hidden ones too.
    var contents: [String] { try! FileManager.default.contentsOfDirectory(atPath: path).sorted() }
}

/// ISO WKB of a polygon of one ring, little-endian.
func polygonWKB(_ points: [(Double, Double)]) -> [UInt8] {
    var bytes: [UInt8] = [1]
    func put<T>(_ value: T) { withUnsafeBytes(of: value) { bytes.append(contentsOf: $0) } }
    put(UInt32(3))
    put(UInt32(1))
    put(UInt32(points.count))
    for (x, y) in points {
        put(x)
        put(y)
    }
    return bytes
}

/// A square of 10 m whose lower left corner is at (x, y).
func square(_ x: Double, _ y: Double) -> [UInt8] {
    polygonWKB([(x, y), (x + 10, y), (x + 10, y + 10), (x, y + 10), (x, y)])
}
