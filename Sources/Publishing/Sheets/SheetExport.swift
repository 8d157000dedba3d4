import CairoKit
import Dispatch
import GDALKit
import Glibc
import Synchronization

/// How sheets are to be printed.
public struct SheetPrinting: Sendable {
    public var format = SheetFormat.pdf
    /// Of PNG.
    public var dotsPerInch = 150.0
    public var style = SheetStyle()
    /// As `2025-11-10`.
    public var date: String
    public var overwrite = false
    /// Files that are there and whole are left as they are.
    public var resume = false
    public var lanes = 1
    /// Files that are never written.
    public var inputs: [String] = []

    public init(date: String) { self.date = date }
}

/// Prints files of sheets on several lanes.
struct SheetExport {
    let printing: SheetPrinting

    /// - Parameters:
    ///   - output: a folder, made where it is missing; or for a single file its name.
    ///   - progress: told how many sheets of how many are drawn, from any lane.
    /// - Returns: what became of each file, in their order.
    /// - Throws: `OutputError`: no font with Vietnamese letters, a place that cannot be written, a full disk.
    func run(
        _ files: [SheetFile], to output: String, progress: @Sendable (Int, Int) -> Void
    ) throws -> [WrittenSheets] {
        guard !files.isEmpty else { throw OutputError(.cannotCreate, "\(output): there is nothing to draw") }
        let paths = try paths(of: files, in: output)
        let total = files.reduce(0) { $0 + $1.sheets.count }
        let lanes = max(1, min(printing.lanes, files.count))
        let next = Atomic<Int>(0)
        let drawn = Atomic<Int>(0)
        let isFailing = Atomic<Bool>(false)
        let results = Guarded<[Result<WrittenSheets, OutputError>?]>(Array(repeating: nil, count: files.count))
        DispatchQueue.concurrentPerform(iterations: lanes) { _ in
            let printer = Result { () throws(OutputError) in try makePrinter() }
            while !isFailing.load(ordering: .relaxed) {
                let i = next.wrappingAdd(1, ordering: .relaxed).oldValue
                if i >= files.count { return }
                let result = Result { () throws(OutputError) in
                    try write(files[i], to: paths[i], try printer.get()) {
                        progress(drawn.wrappingAdd(1, ordering: .relaxed).newValue, total)
                    }
                }
                if case .failure = result { isFailing.store(true, ordering: .relaxed) }
                results.withLock { $0[i] = result }
            }
        }
        return try results.withLock { $0 }.compactMap { try $0?.get() }
    }

    private func makePrinter() throws(OutputError) -> SheetPrinter {
        do throws(CairoError) {
            return SheetPrinter(
                lettering: try Lettering(families: printing.style.fonts), format: printing.format,
                dotsPerInch: printing.dotsPerInch, date: printing.date,
                overwrite: printing.overwrite || printing.resume, inputs: printing.inputs)
        } catch {
            throw OutputError(.cannotCreate, "\(error)")
        }
    }

    private func write(
        _ file: SheetFile, to paths: [String], _ printer: SheetPrinter, drawn: () -> Void
    ) throws(OutputError) -> WrittenSheets {
        let wasThere = printing.resume && paths.allSatisfy { WholeFile.holds($0, printing.format) }
        let counts: [LabelCounts]
        if wasThere {
            counts = file.sheets.map { _ in LabelCounts() }
            for _ in file.sheets { drawn() }
        } else {
            counts = try printer.print(file, to: paths, drawn: drawn)
        }
        return WrittenSheets(
            files: paths, wasThere: wasThere,
            sheets: zip(file.sheets, counts).map {
                WrittenSheets.Sheet(title: $0.title, pages: $0.pageCount, scale: $0.scale, labels: $1)
            })
    }

    /// Where each file goes; refuses before the work what could not be put in its place.
    private func paths(of files: [SheetFile], in output: String) throws(OutputError) -> [[String]] {
        let suffix = ".\(printing.format.rawValue)"
        let isFile = files.count == 1 && output.lowercased().hasSuffix(suffix)
        if !isFile { try makeFolder(output) }
        var paths: [[String]] = []
        for var file in files {
            if isFile { file.stem = String(output.dropLast(suffix.count)) }
            let names = file.names(printing.format)
            paths.append(isFile ? names : names.map { "\(output)/\($0)" })
        }
        for path in paths.joined() {
            try OutputPlace.check(path, overwrite: printing.overwrite || printing.resume, inputs: printing.inputs)
        }
        return paths
    }

    private func makeFolder(_ path: String) throws(OutputError) {
        var status = stat()
        if stat(path, &status) == 0 {
            if status.st_mode & S_IFMT == S_IFDIR { return }
            throw OutputError(.cannotCreate, "\(path) is not a folder; there are several files to write")
        }
        guard mkdir(path, 0o777) == 0 else {
            throw OutputError(.cannotCreate, "\(path) cannot be created: \(systemReason())")
        }
    }
}

/// Whether a file has its end. Our own files appear whole; this tells them from what others left there.
enum WholeFile {
    static func holds(_ path: String, _ format: SheetFormat) -> Bool {
        let ends: [UInt8] =
            switch format {
            case .pdf: Array("%%EOF\n".utf8)
            case .png: [0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82]
            case .svg: Array("</svg>\n".utf8)
            }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        guard lseek(descriptor, -off_t(ends.count), SEEK_END) >= 0 else { return false }
        var last = [UInt8](repeating: 0, count: ends.count)
        return read(descriptor, &last, ends.count) == ends.count && last == ends
    }
}
