public import Cadastre
import Publishing

/// Something that a run tells beside its results.
public struct RunNote: Sendable {
    private let vi: String
    private let en: String

    init(_ vi: String, _ en: String) {
        self.vi = vi
        self.en = en
    }

    public func text(in language: Language) -> String { language == .vi ? vi : en }
}

extension WardOutcome {
    /// Steps whose earlier results are of no use for the new ones.
    var notes: [RunNote] {
        notCompared.map { step, said in
            RunNote(
                "\(code) \(step): không so sánh được với kỳ trước: \(said)",
                "\(code) \(step): not compared with the report before: \(said)")
        }
    }
}

extension RunNote {
    /// What no single ward can see, as `coverage` wrote it.
    /// - Parameters:
    ///   - folder: of the city.
    ///   - sources: the wards of the run.
    static func differences(in folder: String, sources: [WardSource]) -> [RunNote] {
        guard let differences = WardDifferences(coverage: "\(folder)/coverage.json") else { return [] }
        var notes = differences.texts.map { RunNote($0.vi, $0.en) }
        let files = sources.map(\.code).filter { !differences.outlines.contains($0) && $0 != WardSource.unassigned }
        if !files.isEmpty {
            let names = files.joined(separator: ", ")
            notes.append(
                RunNote(
                    "không có ranh giới của xã, phường đã chạy: \(names)",
                    "wards that were run and have no outline: \(names)"))
        }
        return notes
    }
}
