package timerbench.harness.show;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import timerbench.harness.judge.compare.Comparison;
import timerbench.harness.run.Numbers;

/**
 * Figures that somebody else published for the mixed load of 50 users: an aside, never part of a comparison.
 *
 * @param perSecond operations
 * @param p95Millis response time
 */
record Published(String database, int perSecond, int p95Millis, int memoryMb) {
    static final List<Published> ALL = List.of(
            new Published("PostgreSQL", 1_250, 45, 256),
            new Published("MongoDB", 1_180, 52, 312),
            new Published("Cassandra", 1_420, 38, 198),
            new Published("DynamoDB", 980, 78, 145));

    private static final String CONCURRENT = "50";

    /** Returns whether they were published for this load. */
    static boolean belongsTo(Comparison comparison, String operation) {
        return comparison.plan().varied().equals(Comparison.DATABASE)
                && operation.equals("mixed")
                && comparison.loadSetting("concurrent").equals(Optional.of(CONCURRENT));
    }

    static String text() {
        return "published for this load, on another machine, unnamed; not measured here: "
                + ALL.stream().map(Published::line).collect(Collectors.joining("; "));
    }

    private String line() {
        return database + " " + Numbers.text(perSecond) + " operations/s, p95 " + p95Millis + " ms, " + memoryMb
                + " MB";
    }
}
