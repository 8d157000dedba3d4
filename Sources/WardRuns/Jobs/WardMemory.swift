import Foundation

/// What the work on a ward may need at its peak, by the size of its map.
enum WardMemory {
    /// The program itself with its libraries.
    private static let base = 96 << 20
    /// Measured over all steps of wards from 1,000 to 1,000,000 parcels: bytes of memory per byte of GeoPackage.
    private static let perByte = 2

    static func bytes(map: Int) -> Int { base + perByte * map }
}

/// The memory of this machine that is free for new work.
enum FreeMemory {
    /// `MemAvailable` of the kernel; 4 GiB where it does not say.
    static var bytes: Int {
        let text = (try? String(contentsOfFile: "/proc/meminfo", encoding: .utf8)) ?? ""
        for line in text.split(separator: "\n") where line.hasPrefix("MemAvailable:") {
            if let kibibytes = line.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) {
                return kibibytes << 10
            }
        }
        return 4 << 30
    }
}
