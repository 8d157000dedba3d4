import Cadastre
import Foundation
import MapReading
import PROJKit
import PlanarCoverage
import Testing

/// A lot in the exchange format of the French cadastre (NF Z 52000): parcels as faces whose arcs are shared.
private enum EdigeoLot {
    private static func line(_ code: String, _ value: String) -> String {
        code + (value.utf8.count < 10 ? "0" : "") + "\(value.utf8.count):\(value)"
    }

    private static func write(_ lines: [(String, String)], to path: String) throws {
        let text = lines.map { line($0.0, $0.1) }.joined(separator: "\r\n") + "\r\n"
        try text.write(toFile: path, atomically: true, encoding: .isoLatin1)
    }

    /// Two lots side by side around x = 700,000, y = 6,600,000 of Lambert 93, and a section that holds them.
    /// - Returns: the file to open.
    static func write(into folder: TemporaryFolder) throws -> String {
        let thf = folder.file("E0000A01.THF")
        try write(
            [
                ("BOMT ", "E0000A01.THF"), ("RTYSA", "GTS"), ("RIDSA", "SUPPORT_01"), ("RTYSA", "GTL"),
                ("LONSA", "LOT1"),
                ("GONSA", "GE"), ("DINSA", "DI"), ("SCNSA", "SC"), ("GDNSA", "V1"),
            ], to: thf)
        try write([("RTYSA", "GEO"), ("RELSA", "LAMB93")], to: folder.file("LOT1GE.GEO"))
        try write(
            [
                ("RTYSA", "DID"), ("RIDSA", "OBJ_1"), ("LABSA", "PARCELLE"), ("RTYSA", "DID"), ("RIDSA", "OBJ_2"),
                ("LABSA", "SECTION"), ("RTYSA", "DIA"), ("RIDSA", "ATT_1"), ("LABSA", "SUPF"), ("TYPSA", "R"),
                ("RTYSA", "DIA"), ("RIDSA", "ATT_2"), ("LABSA", "IDU"), ("TYPSA", "T"),
            ], to: folder.file("LOT1DI.DIC"))
        try write(
            [
                ("RTYSA", "OBJ"), ("RIDSA", "PARCELLE_id"), ("DIPCP", "LOT1;DI;DID;OBJ_1"), ("KNDSA", "ARE"),
                ("AAPCP", "LOT1;SC;ATT;SUPF_id"), ("AAPCP", "LOT1;SC;ATT;IDU_id"), ("RTYSA", "OBJ"),
                ("RIDSA", "SECTION_id"),
                ("DIPCP", "LOT1;DI;DID;OBJ_2"), ("KNDSA", "ARE"), ("AAPCP", "LOT1;SC;ATT;IDU_id"), ("RTYSA", "ATT"),
                ("RIDSA", "SUPF_id"), ("DIPCP", "LOT1;DI;DIA;ATT_1"), ("CANSN", "10"), ("RTYSA", "ATT"),
                ("RIDSA", "IDU_id"),
                ("DIPCP", "LOT1;DI;DIA;ATT_2"), ("CANSN", "12"),
            ], to: folder.file("LOT1SC.SCD"))
        var vec: [(String, String)] = []
        let arcs: [[(Int, Int)]] = [
            [(10, 0), (10, 20)], [(10, 20), (0, 20), (0, 0), (10, 0)], [(10, 0), (25, 0), (25, 20), (10, 20)],
        ]
        for (i, arc) in arcs.enumerated() {
            vec += [("RTYSA", "PAR"), ("RIDSA", "Arc_\(i)")]
            vec += arc.map { ("CORCC", "+\(700_000 + $0.0).00;+\(6_600_000 + $0.1).00;") }
        }
        for (face, bounds) in [[0, 1], [0, 2], [1, 2]].enumerated() {
            for arc in bounds {
                vec += [("RTYSA", "LNK"), ("RIDSA", "L_\(face)_\(arc)")]
                vec += [("FTPCP", "LOT1;V1;PAR;Arc_\(arc)"), ("FTPCP", "LOT1;V1;PFE;Face_\(face)")]
            }
            vec += [("RTYSA", "FEA"), ("RIDSA", "Objet_\(face)")]
            vec += [("SCPCP", "LOT1;SC;OBJ;\(face < 2 ? "PARCELLE_id" : "SECTION_id")")]
            vec += [("ATPCP", "LOT1;SC;ATT;IDU_id"), ("ATVST", "36174000A000\(face + 1)")]
            if face < 2 { vec += [("ATPCP", "LOT1;SC;ATT;SUPF_id"), ("ATVSR", face == 0 ? "200" : "301")] }
            vec += [("RTYSA", "LNK"), ("RIDSA", "LF_\(face)")]
            vec += [("FTPCP", "LOT1;V1;FEA;Objet_\(face)"), ("FTPCP", "LOT1;V1;PFE;Face_\(face)")]
        }
        try write(vec, to: folder.file("LOT1V1.VEC"))
        return thf
    }
}

@Suite("EDIGEO")
struct EdigeoTests {
    @Test func `parcels of a French lot are read from their arcs`() throws {
        let folder = TemporaryFolder()
        let path = try EdigeoLot.write(into: folder)
        let before = folder.contents
        #expect { try MapReader().read([path]) } throws: { error in
            "\(error)".contains("several layers hold polygons") && "\(error)".contains("PARCELLE_id")
        }
        var options = ReadingOptions()
        options.layer = "PARCELLE_id"
        let map = try MapReader(options).read([path])
        #expect(map.coverage.parcelCount == 2)
        let areas = map.coverage.doubledAreas.map { map.coverage.grid.squareMetres(doubled: $0) }
        #expect(areas == [200, 300])
        // They share their arc: it is walked once each way.
        #expect(map.coverage.ledger.netEdgeCount == 6)
        #expect(map.columns.legalArea == [200, 301])
        #expect(map.crs.system.isMetric)
        #expect(map.report.layers[0].driver == "EDIGEO")
        #expect(folder.contents == before)
    }
}
