extension WardJob {
    /// Makes the ward's results and delivers them, where the project names a destination.
    func run() throws(ProjectError) -> WardOutcome {
        if let failure = source.failure {
            var outcome = WardOutcome(code: source.code)
            outcome.failure = ("fetch", failure.exitCode, failure.description)
            return outcome
        }
        var outcome = try make()
        let place = "\(results)/\(source.code)"
        guard outcome.failure == nil, let delivery, let fingerprint = WardRecord.fingerprint(in: place) else {
            return outcome
        }
        do throws(ProjectError) {
            try delivery.deliver(place, ward: source.code, fingerprint: fingerprint)
        } catch {
            outcome.failure = ("deliver", error.exitCode, error.description)
        }
        return outcome
    }
}
