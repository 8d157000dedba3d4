import GDALKit

/// A table of the national land database, with the names of its columns there.
///
/// The names are those of the system's entities (domain.md, 4.2); the columns that stand behind a name's last one in
/// `extra` are needed to hand over what the parcels have, and are named as the system's services name them.
struct NationalTable: Sendable {
    enum Name: String, CaseIterable, Sendable {
        case parcels = "DC_THUADAT"
        case certificates = "DC_GIAYCHUNGNHAN"
        case rights = "DC_QUYENSUDUNGDAT"
        case uses = "DC_MUCDICHSUDUNGDAT"
        case holders = "DC_NGUOI"
    }

    let name: Name
    var rows: [[FieldValue]] = []

    init(_ name: Name) { self.name = name }

    var fields: [FieldDefinition] { Self.fields(of: name) }

    private static func fields(of name: Name) -> [FieldDefinition] {
        func integer(_ name: String) -> FieldDefinition { FieldDefinition(name, .integer) }
        func real(_ name: String) -> FieldDefinition { FieldDefinition(name, .real) }
        func text(_ name: String) -> FieldDefinition { FieldDefinition(name, .text) }
        switch name {
        case .parcels:
            return [
                integer("THUADATID"), text("SOHIEUTOBANDO"), text("SOTHUTUTHUA"), text("SOHIEUTOBANDOCU"),
                text("SOTHUTUTHUACU"), real("DIENTICH"), real("DIENTICHPHAPLY"), text("TAILIEUDODACID"),
                integer("LADOITUONGCHIEMDAT"), text("DIACHITHUADAT"), text("XAID"), integer("DANGTRANHCHAP"),
                text("TRANGTHAI"), integer("THUAGOCID"), text("LOAITHUADAT"),
                FieldDefinition("THOIDIEMKHOITAO", .date), FieldDefinition("THOIDIEMCAPNHAT", .date),
                // The parcel code (mã thửa đất) that TT 19/2026 puts into the parcel's table.
                text("MATHUADAT"),
            ]
        case .certificates:
            return [
                integer("GIAYCHUNGNHANID"), text("SOPHATHANH"), text("MAVACH"), text("BANQUET"), integer("NGUOIID"),
                text("SOVAOSO"), FieldDefinition("NGAYCAP", .date),
            ]
        case .rights:
            return [
                integer("QUYENSUDUNGDATID"), integer("NGUOIID"), integer("THUADATID"), integer("MUCDICHSUDUNGDATID"),
                integer("GIAYCHUNGNHANID"), text("TRANGTHAIPL"), text("TILESOHUU"), text("PHAPNHAN"), text("VAITRO"),
            ]
        case .uses:
            return [
                integer("MUCDICHSUDUNGDATID"), integer("THUADATID"), integer("SOTHUTUMDSD"), text("MUCDICHSUDUNGID"),
                text("MUCDICHSUDUNGQHID"), real("DIENTICH"), integer("SUDUNGCHUNG"), text("THOIHANSUDUNG"),
                text("NGUONGOCSUDUNG"),
            ]
        case .holders:
            return [
                integer("NGUOIID"), text("HOTEN"), text("NGAYSINH"), text("GIOITINH"), text("SODINHDANH"),
                text("DIACHI"), text("TENTOCHUC"), text("SODINHDANHTOCHUC"),
            ]
        }
    }
}
