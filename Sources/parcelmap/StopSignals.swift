import Glibc
import Publishing
import Synchronization
import WardRuns

/// Ends the program in good order when it is told to stop: nothing half-written stays, and the exit code says why.
enum StopSignals {
    private static let codes: [(signal: CInt, code: CInt, word: String)] = [
        (SIGINT, 130, "interrupted"), (SIGTERM, 143, "terminated"), (SIGHUP, 129, "hung up"),
    ]

    private static let isStopping = Atomic(false)

    /// Whoever would end the program for another reason waits here when it is being stopped: it has lost its outputs
    /// to that, and its complaint would hide the true cause.
    static func waitIfStopping() {
        while isStopping.load(ordering: .sequentiallyConsistent) { pause() }
    }

    /// To be called before any other thread begins: they all inherit the mask, so that the signals reach this
    /// watch alone, which may take locks and free memory as no signal handler may.
    static func watch() {
        // A reader of standard output that goes away is an error of writing, not the end of the process.
        signal(SIGPIPE, SIG_IGN)
        var watched = watchedSet()
        pthread_sigmask(SIG_BLOCK, &watched, nil)
        var thread = pthread_t()
        pthread_create(
            &thread, nil,
            { _ in
                // Not the whole mask: a parent may have blocked other signals, such as those of processes that end.
                var mine = StopSignals.watchedSet()
                var caught: CInt = 0
                while sigwait(&mine, &caught) != 0 {}
                StopSignals.isStopping.store(true, ordering: .sequentiallyConsistent)
                RunningCalls.terminateAll()
                StopSignals.removeOutputs()
                let known = StopSignals.codes.first { $0.signal == caught }
                Terminal.say("parcelmap: \(known?.word ?? "stopped")")
                _exit(known?.code ?? 70)
            }, nil)
        pthread_detach(thread)
    }

    private static func watchedSet() -> sigset_t {
        var watched = sigset_t()
        sigemptyset(&watched)
        for (number, _, _) in codes where !isIgnored(number) { sigaddset(&watched, number) }
        return watched
    }

    /// The other threads still write, until their files are gone from under them: removes until nothing is left twice.
    private static func removeOutputs() {
        var quiet = 0
        for _ in 0..<500 where quiet < 2 {
            quiet = UnfinishedOutput.removeAll() ? quiet + 1 : 0
            usleep(2000)
        }
    }

    /// Whether the parent asked for the signal to be ignored, as `nohup` does.
    private static func isIgnored(_ number: CInt) -> Bool {
        var action = sigaction()
        sigaction(number, nil, &action)
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: UInt.self) == 1
    }
}
