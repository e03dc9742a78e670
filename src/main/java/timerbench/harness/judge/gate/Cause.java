package timerbench.harness.judge.gate;

import java.util.Optional;

/**
 * What is known about the cause of a change.
 *
 * @param explanation of a pair of trials under a profiler
 * @param culprit the commit that changed it
 */
public record Cause(Optional<Explanation> explanation, Optional<Culprit> culprit) {
    /** Nobody looked for a cause. */
    public static final Cause UNKNOWN = new Cause(Optional.empty(), Optional.empty());

    /**
     * The commit that most probably made a service slower.
     *
     * @param commit its hash
     * @param subject its first line
     * @param confidence the probability that it is this commit, 0 to 1
     */
    public record Culprit(String commit, String subject, double confidence) {}
}
