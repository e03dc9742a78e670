package timerbench.harness.targets.revision;

/**
 * A commit of the repository.
 *
 * @param hash in full
 * @param subject the first line of its message
 */
public record Commit(String hash, String subject) {
    /** Returns it as people know it, in a line. */
    String text() {
        return hash.substring(0, Math.min(10, hash.length())) + " " + subject;
    }
}
