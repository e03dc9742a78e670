package timerbench.harness.judge.history;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import timerbench.harness.run.Conditions;
import timerbench.harness.run.Database;
import timerbench.harness.run.Run;
import timerbench.harness.run.SummaryMetric;

/**
 * A run as the history keeps it.
 *
 * @param testDate when the measured load began, to the millisecond
 * @param testType the simulation: {@code timer-creation} for TimerCreationSimulation
 * @param databaseType the word for the database in settings; absent if unknown
 * @param figures the metrics that were measured
 * @param gitCommit the commit of the suite; absent if unknown
 * @param line the runs that this one is comparable with
 * @param verdict of the run's thresholds
 */
public record HistoryRow(
        String runId,
        Instant testDate,
        String testType,
        Optional<String> databaseType,
        Map<SummaryMetric, Double> figures,
        Optional<String> gitCommit,
        Line line,
        Run.Verdict verdict) {

    /**
     * The line of the history on which a run stands. Only runs on one machine, of one load against one kind of
     * target, are comparable. Fingerprints are the first 12 digits of a SHA-256; a letter before them keeps
     * spreadsheets from reading a number.
     *
     * @param machine the fingerprint of the machine
     * @param profile the name of the profile
     * @param profileHash the fingerprint of the profile's settings and of how the target was set up
     */
    public record Line(String machine, String profile, String profileHash) {
        private static final int DIGITS = 12;

        static Line of(Run run) {
            return new Line(
                    "m-" + digits(Conditions.ofMachine(run)),
                    run.profile().name(),
                    "p-" + digits(Conditions.ofLoad(run)));
        }

        private static String digits(List<?> values) {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256")
                        .digest(values.toString().getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(digest).substring(0, DIGITS);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }

    private static final String SIMULATION = "Simulation$";

    public HistoryRow {
        figures = figures.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(figures));
    }

    /** Returns the row of a run. */
    public static HistoryRow of(Run run) {
        Map<SummaryMetric, Double> figures = new EnumMap<>(SummaryMetric.class);
        for (SummaryMetric metric : SummaryMetric.values()) {
            metric.of(run).ifPresent(value -> figures.put(metric, value));
        }
        return new HistoryRow(
                run.runId(),
                run.trials().get(0).measured().from().truncatedTo(ChronoUnit.MILLIS),
                testType(run.simulation()),
                run.target().database().map(HistoryRow::databaseType),
                figures,
                run.environment().gitCommit(),
                Line.of(run),
                run.verdict());
    }

    static String testType(String simulation) {
        return simulation
                .replaceFirst(SIMULATION, "")
                .replaceAll("(?<=.)(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }

    /** People type postgres for PostgreSQL. DynamoDB Local is dynamodb, too; its profile hash differs. */
    private static String databaseType(Database database) {
        String word = database.name().toLowerCase(Locale.ROOT).split(" ", 2)[0];
        return word.equals("postgresql") ? "postgres" : word;
    }

    /**
     * Returns whether the figures count. A run that was cut short or saturated its generator measured something else.
     */
    public boolean isValid() {
        return verdict != Run.Verdict.INVALID;
    }

    /** Returns the figure, or nothing if it was not measured. */
    public Optional<Double> figure(SummaryMetric metric) {
        return Optional.ofNullable(figures.get(metric));
    }
}
