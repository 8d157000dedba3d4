import Cadastre
import Foundation
import MapChecking
import Testing

@testable import Publishing

@Suite("Messages")
struct DefectMessageTests {
    private func message(_ defect: Defect, _ language: Language, sources: Int = 1) -> String {
        let report = sampleReport([defect], sources: sources, language: language)
        return DefectMessages(columns: report.columns, language: language).message(for: defect)
    }

    @Test func `an overlap names its parties, its area, its width and what to do`() {
        #expect(
            message(sampleDefect(.overlap), .vi)
                == "Các thửa 00082/14/205 và 00082/14/206 chồng lấn 3,22 m², chỗ rộng nhất 0,16 m. "
                + "Đối chiếu hồ sơ đo đạc rồi chỉnh lại ranh chung.")
        #expect(
            message(sampleDefect(.overlap), .en)
                == "Parcels 00082/14/205 and 00082/14/206 overlap: 3.22 m², greatest width 0.16 m. "
                + "Correct their common boundary after the survey documents.")
    }

    @Test func `a message names three parties and counts the others`() {
        let crowd = sampleDefect(.gap, parcels: [0, 1, 2, 3, 4])
        #expect(message(crowd, .vi).contains("00082/14/205, 00082/14/206, 00082/14/207 và 2 thửa khác"))
        #expect(message(crowd, .en).contains("00082/14/205, 00082/14/206, 00082/14/207 and 2 more"))
    }

    @Test func `a parcel without a key is named by its feature, and by its layer where there are several`() {
        #expect(message(sampleDefect(.missingKey, parcels: [5]), .vi).contains("FID 105"))
        #expect(
            message(sampleDefect(.missingKey, parcels: [5]), .en, sources: 2).contains("FID 105 (map1.gpkg: thua_dat)"))
    }

    @Test func `parcels of one number are told apart by their features`() {
        #expect(message(sampleDefect(.duplicateKey), .vi).contains("FID 100 và FID 101"))
    }

    @Test func `a defect on the border of two wards says so`() {
        #expect(message(sampleDefect(.gap, code: "EDG-02"), .vi).contains("ranh giới giữa hai xã, phường"))
        #expect(message(sampleDefect(.gap, code: "EDG-02"), .en).contains("border of two wards"))
    }

    @Test func `wards have their names`() {
        let stray = sampleDefect(.wrongWard, parcels: [0], detail: .value("00082", expected: "00070"))
        #expect(message(stray, .vi).contains("Phường Cửa Nam (00082)"))
    }

    @Test func `GEOS's words stand behind their translation`() {
        let bowTie = sampleDefect(.invalidGeometry, parcels: [0], detail: .reason("Self-intersection"))
        #expect(message(bowTie, .vi).contains("đường ranh tự cắt (Self-intersection)"))
    }

    @Test(arguments: Language.allCases)
    func `every kind with every detail has a whole sentence, composed and without gaps`(language: Language) {
        for defect in everyDefect {
            let text = message(defect, language)
            #expect(text.hasSuffix(".") || text.contains("--crs EPSG"), "\(text)")
            #expect(!text.contains("  ") && !text.contains("–") && !text.contains(" ."), "\(text)")
            #expect(text == text.precomposedStringWithCanonicalMapping)
            #expect(text != message(defect, language == .vi ? .en : .vi))
        }
    }

    @Test func `lengths and areas choose their unit and decimals`() {
        #expect(Language.vi.length(0.0141) == "14,1 mm")
        #expect(Language.en.length(12.345) == "12.35 m")
        #expect(Language.vi.area(1_234_567.891) == "1.234.567,89 m²")
        #expect(Language.en.area(0.0213) == "0.0213 m²")
        #expect(Language.vi.number(-1234) == "-1.234")
    }
}
