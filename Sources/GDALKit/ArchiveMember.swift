import CGDAL

/// Files in zip archives, as workbooks are.
public enum ArchiveMember {
    /// The bytes of a member; nil when there is none, or it is larger than `limit`.
    public static func bytes(of member: String, in archive: String, limit: Int = 1 << 28) -> [UInt8]? {
        GDALLibrary.prepare()
        var data: UnsafeMutablePointer<GByte>?
        var size: vsi_l_offset = 0
        var messages: [GDALMessage] = []
        let isRead = listening(to: &messages) {
            VSIIngestFile(nil, "/vsizip/{\(archive)}/\(member)", &data, &size, GIntBig(limit)) != 0
        }
        defer { VSIFree(data) }
        guard isRead, let data else { return nil }
        return Array(UnsafeBufferPointer(start: data, count: Int(size)))
    }
}
