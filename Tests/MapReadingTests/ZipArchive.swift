import Foundation

/// Zip archives whose files are stored as they are.
enum ZipArchive {
    /// Writes the files of a folder into an archive, under the folder's name.
    static func write(_ folder: String, to path: String) throws {
        var archive = Data()
        var directory = Data()
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        for name in names {
            let contents = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))
            let stored = Data((URL(fileURLWithPath: folder).lastPathComponent + "/" + name).utf8)
            // Version, flags, method, time, date; then checksum and sizes.
            let header =
                number(UInt16(20)) + number(UInt16(0)) + number(UInt16(0)) + number(UInt16(0)) + number(UInt16(33))
                + number(crc32(contents)) + number(UInt32(contents.count)) + number(UInt32(contents.count))
                + number(UInt16(stored.count)) + number(UInt16(0))
            directory += number(UInt32(0x0201_4B50)) + number(UInt16(20)) + header
            directory += number(UInt16(0)) + number(UInt16(0)) + number(UInt16(0)) + number(UInt32(0))
            directory += number(UInt32(archive.count)) + stored
            archive += number(UInt32(0x0403_4B50)) + header + stored + contents
        }
        let end =
            number(UInt32(0x0605_4B50)) + number(UInt16(0)) + number(UInt16(0)) + number(UInt16(names.count))
            + number(UInt16(names.count)) + number(UInt32(directory.count)) + number(UInt32(archive.count))
            + number(UInt16(0))
        try (archive + directory + end).write(to: URL(fileURLWithPath: path))
    }

    private static func number<T: FixedWidthInteger>(_ value: T) -> Data {
        withUnsafeBytes(of: value.littleEndian) { Data($0) }
    }

    private static func crc32(_ data: Data) -> UInt32 {
        ~data.reduce(0xFFFF_FFFF) { crc, byte in
            (0..<8).reduce(crc ^ UInt32(byte)) { crc, _ in crc & 1 == 1 ? (crc >> 1) ^ 0xEDB8_8320 : crc >> 1 }
        }
    }
}
