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
    /// Whether PostGIS is there too.
    public static let hasPostGIS =
        isInstalled
        && FileManager.default.fileExists(atPath: "/usr/share/postgresql/15/extension/postgis.control")

    public init() throws {
        folder = try TemporaryFolder()
        if getuid() == 0 { try Tool.run("chown", "postgres:postgres", folder.url.path) }
        try run("initdb", "-D", data, "-U", "test", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        try start()
    }

    /// Starts it again after `crash`.
    public func start() throws {
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

    /// Ends it at once, as a machine that loses its power.
    public func crash() {
        guard let process = server?.process else { return }
        // Its own child processes end with it on SIGQUIT; of SIGKILL they would know nothing.
        kill(process.processIdentifier, SIGQUIT)
        process.waitUntilExit()
        server = nil
    }

    /// A user `guest` that must tell this password; all others need none.
    public func addGuest(password: String) throws {
        try execute("CREATE ROLE guest LOGIN PASSWORD '\(password)'")
        let rules = URL(filePath: "\(data)/pg_hba.conf")
        let others = try String(contentsOf: rules, encoding: .utf8)
        try Data("local all guest scram-sha-256\n\(others)".utf8).write(to: rules)
        try execute("SELECT pg_reload_conf()")
        // The server reads it in its own time: until then guests come in without a word.
        for _ in 0..<200 {
            let isLetIn = try? run("psql", "-w", "-h", host, "-U", "guest", "-d", "postgres", "-qAtc", "SELECT 1")
            if isLetIn == nil { return }
            usleep(20_000)
        }
    }

    /// What it has logged since it was started.
    public func log() throws -> String { try server?.errorsSoFar ?? "" }

    /// The folder of its socket: its host.
    public var host: String { folder.url.path }

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
