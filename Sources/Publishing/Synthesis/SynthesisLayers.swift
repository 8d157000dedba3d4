import Cadastre
import GDALKit
import SyntheticCity

/// `parcels.gpkg` with the field names of the national parcel layer.
struct ParcelLayer: ~Copyable {
    private var writer: VectorWriter
    private let layer: Int
    private var wkb: [UInt8] = []
    private var fid: Int64 = 0

    init(creating path: String) throws(GDALError) {
        var writer = try VectorWriter(creating: path, driver: "GPKG", date: SynthesisOutput.date)
        layer = try writer.addLayer(
            OutputLayer(
                "parcels", .multiPolygon,
                fields: [
                    FieldDefinition("MaXa", .text, width: 5), FieldDefinition("MaDoiTuong", .text),
                    FieldDefinition("SoHieuToBanDo", .text), FieldDefinition("SoThuTuThua", .text),
                    FieldDefinition("DienTich", .real), FieldDefinition("DienTichPhapLy", .real),
                    FieldDefinition("KyHieuMucDichSuDung", .text), FieldDefinition("KyHieuDoiTuong", .text),
                    FieldDefinition("TenChu", .text), FieldDefinition("DiaChi", .text),
                    FieldDefinition("DaCapGCN", .boolean), FieldDefinition("ThoiDiemBatDau", .date),
                ], crs: SynthesisOutput.crs))
        self.writer = writer
    }

    mutating func write(_ map: WardMap, _ p: Int) throws(GDALError) {
        let parcel = map.parcels.attributes[p]
        wkb.removeAll(keepingCapacity: true)
        let hasGeometry = map.parcels.appendWKB(ofParcel: p, to: &wkb, alwaysMulti: true)
        fid += 1
        try writer.write(
            to: layer, fid: fid, wkb: hasGeometry ? wkb : nil,
            values: [
                .text(parcel.ward), .text("TD\(fid)"), .text(String(parcel.sheet)),
                FieldValue(parcel.number.map(String.init)), .real(parcel.storedAreaSquareMetres),
                FieldValue(parcel.legalAreaSquareMetres), .text(parcel.landUse),
                .text(parcel.owner == nil ? "UBQ" : "GDC"),
                FieldValue(parcel.owner.map { SyntheticRecord.Owner.name(number: $0) }),
                .text("Tổ mẫu \(parcel.sheet), \(map.ward.name)"), FieldValue(parcel.owner != nil),
                .date(year: 2025, month: 7, day: 1),
            ])
    }

    consuming func close() throws(GDALError) { try writer.close() }
}

/// `wards.gpkg`: one outline a ward.
struct WardLayer: ~Copyable {
    private var writer: VectorWriter
    private let layer: Int

    init(creating path: String) throws(GDALError) {
        var writer = try VectorWriter(creating: path, driver: "GPKG", date: SynthesisOutput.date)
        layer = try writer.addLayer(
            OutputLayer(
                "wards", .multiPolygon,
                fields: [
                    FieldDefinition("MaXa", .text, width: 5), FieldDefinition("TenXa", .text),
                    FieldDefinition("LoaiDVHC", .text),
                ], crs: SynthesisOutput.crs))
        self.writer = writer
    }

    mutating func write(_ map: WardMap) throws(GDALError) {
        try writer.write(
            to: layer, wkb: wellKnownBinary(shells: [map.outline]),
            values: [.text(map.ward.code), .text(map.ward.name), .text(map.ward.kind.rawValue)])
    }

    consuming func close() throws(GDALError) { try writer.close() }
}
