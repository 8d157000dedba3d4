import Dispatch
import Foundation
import GDALKit
import Glibc
import MapReading
import Synchronization

/// A file to be written, and where in the index it stands.
struct FileJob: Sendable {
    /// The name of the one to open.
    var name: String
    var ward: String?
    var wardName: String
    var sheet: String?
    /// Of everything that the content depends on.
    var fingerprint: String?
}

/// Writes many files on several lanes, each whole or not at all, and keeps account of them.
///
/// A finished file is noted in a journal at once, so that a run that was stopped can go on where it was.
struct FileBatch: Sendable {
    let folder: String
    var overwrite = false
    /// Leave a file that stands there with the same fingerprint.
    var resume = false
    var lanes = 1

    struct Written: Sendable {
        var features = 0
        var leftOut = 0
        var losses: [String] = []
    }

    /// - Parameters:
    ///   - makeLane: what each thread holds for itself.
    ///   - write: writes the files of a job into a folder that nobody looks at.
    ///   - progress: told how many files of how many are finished, from any thread.
    /// - Returns: one for each job, in their order.
    func run<Lane>(
        _ jobs: [FileJob], makeLane: @Sendable () throws -> Lane,
        write: @Sendable (Int, String, Lane) throws -> Written, progress: @Sendable (Int, Int) -> Void
    ) throws -> [IndexedFile] {
        try makeFolder()
        for name in [ExportIndex.csv, ExportIndex.json] {
            try OutputPlace.check("\(folder)/\(name)", overwrite: overwrite || resume)
        }
        if !overwrite && !resume {
            for job in jobs where OutputPlace.exists("\(folder)/\(job.name)") {
                throw OutputError(
                    .cannotCreate,
                    "\(folder)/\(job.name) exists; give --resume to go on, --overwrite to replace it, or another name")
            }
        }
        let earlier = resume ? ExportIndex.read(in: folder) : [:]
        if !resume { unlink("\(folder)/\(ExportIndex.journal)") }
        let next = Atomic<Int>(0)
        let finished = Atomic<Int>(0)
        let isFailing = Atomic<Bool>(false)
        let results = Mutex<[Result<IndexedFile, any Error>?]>(Array(repeating: nil, count: jobs.count))
        DispatchQueue.concurrentPerform(iterations: max(1, min(lanes, jobs.count))) { _ in
            var lane: Lane?
            while !isFailing.load(ordering: .relaxed) {
                let i = next.wrappingAdd(1, ordering: .relaxed).oldValue
                if i >= jobs.count { return }
                let result = Result { () throws -> IndexedFile in
                    if var known = earlier[jobs[i].name], known.fingerprint != nil,
                        known.fingerprint == jobs[i].fingerprint, known.stands(in: folder)
                    {
                        known.wasThere = true
                        return known
                    }
                    let own = try lane ?? makeLane()
                    lane = own
                    return try finish(jobs[i]) { try write(i, $0, own) }
                }
                if case .failure = result { isFailing.store(true, ordering: .relaxed) }
                results.withLock { results in
                    results[i] = result
                    if case .success(let file) = result, !file.wasThere { note(file) }
                }
                progress(finished.wrappingAdd(1, ordering: .relaxed).newValue, jobs.count)
            }
        }
        return try results.withLock { $0 }.compactMap { try $0?.get() }
    }

    /// Writes the index and ends the journal.
    func close(_ files: [IndexedFile], _ report: some JSONReport) throws {
        try ExportIndex.writeCSV(files, in: folder)
        try report.putJSON(to: "\(folder)/\(ExportIndex.json)", overwrite: true, inputs: [])
        unlink("\(folder)/\(ExportIndex.journal)")
    }

    private func finish(_ job: FileJob, _ write: (String) throws -> Written) throws -> IndexedFile {
        let isFolder = job.name.hasSuffix(".gdb")
        let output = try OutputFolder(
            folder, files: isFolder ? [] : [job.name], folders: isFolder ? [job.name] : [],
            overwrite: overwrite || resume)
        let written: Written
        do {
            written = try write(output.scratch)
        } catch let error as GDALError {
            let text = output.naming(error.description)
            if [.invalidGeometry, .readFailed].contains(error.code) { throw ReadingError(.unusableData, text) }
            let isLate = ![.exists, .cannotCreate, .badRequest].contains(error.code)
            throw OutputError(isLate ? .writeFailed : .cannotCreate, text)
        } catch let error as OutputError {
            throw OutputError(error.cause, output.naming(error.description))
        }
        var file = IndexedFile(
            file: job.name, ward: job.ward, wardName: job.wardName, sheet: job.sheet, fingerprint: job.fingerprint)
        file.features = written.features
        file.leftOut = written.leftOut
        file.losses = written.losses
        file.files = try FileBatch.pieces(in: output.scratch)
        try output.finish()
        return file
    }

    /// All files in a folder and the folders in it, with their digests.
    private static func pieces(in folder: String, below prefix: String = "") throws(OutputError) -> [IndexedFile.Piece]
    {
        var pieces: [IndexedFile.Piece] = []
        for name in UnfinishedOutputs.entries(of: folder) {
            var status = stat()
            guard lstat("\(folder)/\(name)", &status) == 0 else { continue }
            if status.st_mode & S_IFMT == S_IFDIR {
                pieces += try Self.pieces(in: "\(folder)/\(name)", below: "\(prefix)\(name)/")
            } else if let digest = MessageDigest(ofFile: "\(folder)/\(name)") {
                pieces.append(
                    IndexedFile.Piece(
                        name: prefix + name, bytes: Int(status.st_size), sha256: digest.hexadecimal))
            } else {
                throw OutputError(.writeFailed, "\(prefix)\(name) cannot be read back: \(systemReason())")
            }
        }
        return pieces
    }

    /// Appends a line to the journal; a run without one only cannot go on.
    private func note(_ file: IndexedFile) {
        guard var line = try? JSONEncoder().encode(file) else { return }
        line.append(10)
        let descriptor = open("\(folder)/\(ExportIndex.journal)", O_CREAT | O_APPEND | O_WRONLY | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { return }
        defer { Glibc.close(descriptor) }
        _ = line.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    }

    private func makeFolder() throws(OutputError) {
        var status = stat()
        if stat(folder, &status) == 0 {
            if status.st_mode & S_IFMT == S_IFDIR { return }
            throw OutputError(.cannotCreate, "\(folder) is not a folder; there may be several files to write")
        }
        guard mkdir(folder, 0o777) == 0 else {
            throw OutputError(.cannotCreate, "\(folder) cannot be created: \(systemReason())")
        }
    }
}
