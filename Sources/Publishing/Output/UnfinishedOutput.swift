import GDALKit

/// All outputs that are coming into being, for a program that is told to stop.
public enum UnfinishedOutput {
    /// Removes them and lets no more begin. Takes a lock: not for a signal handler, but for a thread that waits for
    /// signals.
    /// - Returns: whether there was nothing to remove. Other threads may still be writing, and make a file in a folder
    ///   that is being removed: call it again until it says so.
    public static func removeAll() -> Bool { UnfinishedOutputs.removeAll() }
}
