package timerbench.harness.targets.revision;

/**
 * What came of a command.
 *
 * @param said all of it, or the last
 */
record Ended(int exitCode, String said) {
    boolean isDone() {
        return exitCode == 0;
    }
}
