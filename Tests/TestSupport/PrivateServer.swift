import Foundation

/// A PostgreSQL server of a test's own: in a temporary folder, reached through a socket there and from nowhere else,
/// gone with the test.
///
/// The server refuses to run as root: then it runs as Debian's user `postgres`.
public final class PrivateServer {
    private static let programs = "/usr/lib/postgresql/15/bin/"
    private let folder: TemporaryFolder
    /// In the foreground: a process that leaves its parent would keep `waitUntilExit` waiting.
    private var server: Tool.Running?

    /// Whether the programs are there; `tools/test` installs them.
    public static let isInstalled = FileManager.default.isExecutableFile(atPath: programs + "initdb")

    public init() throws {
        folder = try TemporaryFolder()
        if getuid() == 0 { try Tool.run("chown", "postgres:postgres", folder.url.path) }
        try run("initdb", "-D", data, "-U", "test", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        let server = try start([
            "postgres", "-D", data, "-F", "-c", "listen_addresses=", "-k", folder.url.path,
        ])
        self.server = server
        for _ in 0..<200 where server.process.isRunning {
            if (try? execute("SELECT 1")) != nil { return }
            usleep(50_000)
        }
        throw Tool.Failure(description: "postgres: \(try server.errorsSoFar)")
    }

    deinit {
        server?.process.interrupt()
        server?.process.waitUntilExit()
    }

    private var data: String { folder.path("data") }

    /// As GDAL opens it.
    public var source: String { "PG:dbname=postgres user=test host=\(folder.url.path)" }

    /// Runs SQL; what it answers, columns parted by `|`.
    @discardableResult
    public func execute(_ sql: String) throws -> String {
        try run(
            "psql", "-h", folder.url.path, "-U", "test", "-d", "postgres", "-v", "ON_ERROR_STOP=1", "-qAt", "-c", sql)
    }

    @discardableResult
    private func run(_ arguments: String...) throws -> String {
        let outcome = try start(arguments).wait()
        guard outcome.code == 0 else { throw Tool.Failure(description: "\(arguments[0]): \(outcome.errors)") }
        return outcome.output
    }

    private func start(_ arguments: [String]) throws -> Tool.Running {
        let program = Self.programs + arguments[0]
        let rest = Array(arguments.dropFirst())
        if getuid() != 0 { return try Tool.start(program, rest, in: folder) }
        let user = ["--reuid=postgres", "--regid=postgres", "--clear-groups", program]
        return try Tool.start("setpriv", user + rest, in: folder)
    }
}
