import ArgumentParser
import Cadastre
import Publishing
import SyntheticCity

struct SynthesizeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "synthesize", abstract: "Makes a synthetic city with known defects.",
        discussion: """
            Writes parcels.gpkg, wards.gpkg, pl3.xlsx, records.csv, population.csv (an extract of the population \
            database, which one owner in fifty is not in), truth.csv (every defect with its parcels, place and \
            size), truth_areas.gpkg and truth_records.csv (what map and records say differently) into a folder. Equal \
            options make equal files. Nobody in the records is real. \
            The recorded areas (DienTichPhapLy and the records) are those of the parcels before defects were drawn into \
            them, with noise of the standard deviation that --legal-area-noise sets; DienTich is the area as drawn. \
            With --jitter the truth says what was injected before the shift. \
            With --drawings also drawings/: every sheet as DGN V7 (texts in TCVN3) and DXF, with the lines and labels of \
            the national levels, drawn from the parcels without defects; truth_drawings.csv tells the faults of the \
            drawings, truth_labels.csv every parcel's true label.

            Examples:
              parcelmap synthesize --parcels 10000 --seed 1 --output city
              parcelmap synthesize --parcels 900 --seed 45 --defect-rate 0.04 --drawings \\
                  --output city
            """)

    @Option(help: "Parcels before defects are injected, from \(CityOptions.fewestParcels) up.")
    var parcels: Int

    @Option(help: "Another seed is another city.")
    var seed: UInt64

    @Option(help: ArgumentHelp("The folder to write.", valueName: "folder"), completion: .directory)
    var output: String

    @Option(help: "Injected defects per parcel, from 0 to 0.05.")
    var defectRate: Double = 0.005

    @Option(help: "Injected defects of records per parcel with records, from 0 to 0.5.")
    var recordDefectRate: Double = 0

    @Option(
        help: ArgumentHelp(
            "Shift every parcel at random by up to so many metres: a map that does not match.", valueName: "metres"))
    var jitter: Double = 0

    @Option(
        help: ArgumentHelp(
            """
            Standard deviation of recorded areas, as a share of the permitted area error of 1:500, from 0 to 2; noise \
            ends at three deviations.
            """, valueName: "share"))
    var legalAreaNoise: Double = 0.25

    @Option(help: "Number of wards, from 1 to 126; chosen by the number of parcels when not given.")
    var wards: Int?

    @Flag(help: "Also draw every sheet, as DGN V7 and as DXF.")
    var drawings = false

    @Option(help: "Injected faults of drawings per parcel, from 0 to 0.05.")
    var drawingDefectRate: Double = 0.005

    @Flag(help: "Replace files that exist.")
    var overwrite = false

    @OptionGroup var talk: TalkOptions

    func validate() throws {
        let range = CityOptions.fewestParcels...CityOptions.mostParcels
        if !range.contains(parcels) {
            throw ValidationError("--parcels takes a number from \(range.lowerBound) to \(range.upperBound).")
        }
        if !(0...0.05).contains(defectRate) { throw ValidationError("--defect-rate takes a share from 0 to 0.05.") }
        if !(0...0.5).contains(recordDefectRate) {
            throw ValidationError("--record-defect-rate takes a share from 0 to 0.5.")
        }
        if !(0...1).contains(jitter) { throw ValidationError("--jitter takes metres from 0 to 1.") }
        if !(0...2).contains(legalAreaNoise) { throw ValidationError("--legal-area-noise takes a share from 0 to 2.") }
        if let wards, !(1...126).contains(wards) { throw ValidationError("--wards takes a number from 1 to 126.") }
        if !(0...0.05).contains(drawingDefectRate) {
            throw ValidationError("--drawing-defect-rate takes a share from 0 to 0.05.")
        }
        if output.isEmpty || output == "-" { throw ValidationError("--output takes a folder.") }
    }

    func run() throws {
        var options = CityOptions(seed: seed, parcels: parcels)
        options.defectRate = defectRate
        options.recordDefectRate = recordDefectRate
        options.jitterMetres = jitter
        options.legalAreaNoise = legalAreaNoise
        options.wards = wards
        let city = City(options)
        let line = ProgressLine(talk.progress, quiet: talk.quiet)
        let summary = try SynthesisOutput.write(
            city, drawings: drawings ? CityDrawings(city, defectRate: drawingDefectRate) : nil, to: output,
            overwrite: overwrite
        ) { done in
            line.report("synthesize", done: done, of: parcels)
        }
        line.clear()
        if talk.quiet { return }
        let isVietnamese = talk.language == .vi
        Terminal.say(
            isVietnamese
                ? "\(output): \(summary.parcels) thửa, \(summary.wards) xã phường, \(summary.records) hồ sơ, "
                    + "\(summary.truthRows) dòng trong truth.csv; diện tích pháp lý có độ lệch chuẩn bằng "
                    + "\(legalAreaNoise) lần hạn sai diện tích tỷ lệ 1:500"
                : "\(output): \(summary.parcels) parcels, \(summary.wards) wards, \(summary.records) records, "
                    + "\(summary.truthRows) rows in truth.csv; recorded areas with a standard deviation of "
                    + "\(legalAreaNoise) of the permitted area error of 1:500")
        if drawings {
            Terminal.say(
                isVietnamese
                    ? "drawings: \(summary.sheets) tờ, mỗi tờ một tệp DGN và một tệp DXF"
                    : "drawings: \(summary.sheets) sheets, each as a DGN and a DXF")
        }
        if summary.recordsBeyondSheet > 0 {
            Terminal.say(
                isVietnamese
                    ? "pl3.xlsx: một trang tính không chứa được thêm \(summary.recordsBeyondSheet) hồ sơ; "
                        + "records.csv có đủ"
                    : "pl3.xlsx: a sheet has no room for \(summary.recordsBeyondSheet) more records; "
                        + "records.csv has them all")
        }
    }
}
