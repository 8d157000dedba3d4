import Foundation
import TestSupport

/// The built program, run as a process.
enum Program {
    /// Beside the test bundle.
    static let path: String = {
        let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0]
        return URL(filePath: bundle).deletingLastPathComponent().appending(path: "parcelmap").path
    }()

    static func run(_ arguments: String...) throws -> Tool.Outcome { try start(arguments).wait() }

    static func start(_ arguments: [String], in folder: TemporaryFolder? = nil) throws -> Tool.Running {
        try Tool.start(path, arguments, in: folder)
    }
}
