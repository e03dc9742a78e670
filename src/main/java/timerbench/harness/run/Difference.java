package timerbench.harness.run;

import java.util.List;

/**
 * A condition in which two runs differ so much that neither is a measure of the other.
 *
 * @param baseline what it was, or {@code none}
 */
public record Difference(String condition, String baseline, String candidate) {

    /** Returns all of two runs: of machine, simulation, profile, target, database, durability and limits. */
    public static List<Difference> between(Run baseline, Run candidate) {
        return ConditionOfBoth.of(baseline, candidate).stream()
                .filter(both -> !both.alike())
                .map(both -> new Difference(both.name(), both.baselineText(), both.candidateText()))
                .toList();
    }

    /** Returns it in one piece, such as {@code durability fsync: baseline on, candidate off}. */
    public String text() {
        return condition + ": baseline " + baseline + ", candidate " + candidate;
    }
}
