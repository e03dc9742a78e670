package timerbench.harness.experiment.calibration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import timerbench.harness.experiment.paired.TrialValue;
import timerbench.harness.judge.gate.Pair;
import timerbench.harness.judge.gate.Pair.PairedTrial;
import timerbench.input.InputFile;

/**
 * A CSV file of pairs, two rows each: baseline, then candidate. Each pair is added as soon as it is measured, so that
 * a calibration that ends early loses nothing, and a later one can go on. Empty cells were not measured. Columns are
 * found by their names: a pool of another version may have fewer values, and others.
 */
public final class PoolFile {
    private static final List<String> COLUMNS = List.of(
            "scenario",
            "cpuMicros",
            "delayMicros",
            "postgres",
            "gate",
            "pair",
            "first",
            "side",
            "origin",
            "seconds",
            "failure",
            "violations");
    private static final List<String> VALUES =
            Arrays.stream(TrialValue.values()).map(TrialValue::word).toList();
    private static final List<String> HEADER =
            Stream.concat(COLUMNS.stream(), VALUES.stream()).toList();
    private static final String BASELINE = "baseline";
    private static final String CANDIDATE = "candidate";

    private final Path file;

    /**
     * A pair of a pool.
     *
     * @param gate number of the scenario's gate that it was measured in, from 1
     * @param origin commit and machine that it was measured with
     * @param seconds that both trials took, with the starts of their targets
     */
    public record PooledPair(Scenario scenario, int gate, String origin, double seconds, Pair pair) {
        /** Returns the values that all of these pairs have, except of trials that failed. */
        public static Set<TrialValue> measured(List<PooledPair> pool) {
            return TrialValue.measured(pool.stream()
                    .flatMap(pooled ->
                            Stream.of(pooled.pair().baseline(), pooled.pair().candidate()))
                    .filter(trial -> trial.failure().isEmpty())
                    .toList());
        }
    }

    public PoolFile(Path file) {
        this.file = file;
    }

    /**
     * Adds a pair; creates the file if there is none.
     *
     * @throws IOException if it cannot be written, or has other columns
     */
    public void add(PooledPair pair) throws IOException {
        requireOwnColumns();
        List<String> lines = new ArrayList<>();
        if (!Files.exists(file)) {
            lines.add(String.join(",", HEADER));
        }
        lines.add(row(pair, BASELINE, pair.pair().baseline()));
        lines.add(row(pair, CANDIDATE, pair.pair().candidate()));
        Files.writeString(file, String.join("\n", lines) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /**
     * Checks that pairs can be added.
     *
     * @throws IOException if the file is from before there were all of today's values
     */
    void requireOwnColumns() throws IOException {
        if (Files.exists(file) && !header(lines()).equals(HEADER)) {
            throw new IOException(file + ": an older pool, without columns for all that is measured today; it can be"
                    + " analysed, but pairs are added to another file");
        }
    }

    private List<String> lines() throws IOException {
        return InputFile.text(file).lines().toList();
    }

    private static List<String> header(List<String> lines) {
        return lines.isEmpty() ? List.of() : List.of(lines.get(0).split(",", -1));
    }

    private static String row(PooledPair pooled, String side, PairedTrial trial) {
        Scenario scenario = pooled.scenario();
        Pair pair = pooled.pair();
        List<String> cells = new ArrayList<>(List.of(
                scenario.name(),
                number(scenario.cpuMicros()),
                number(scenario.delayMicros()),
                plain(scenario.postgres()),
                Integer.toString(pooled.gate()),
                Integer.toString(pair.number()),
                pair.baselineFirst() ? BASELINE : CANDIDATE,
                side,
                plain(pooled.origin()),
                number(pooled.seconds()),
                plain(trial.failure().orElse("")),
                plain(String.join("; ", trial.violations()))));
        VALUES.forEach(value -> cells.add(Optional.ofNullable(trial.values().get(value))
                .map(PoolFile::number)
                .orElse("")));
        return String.join(",", cells);
    }

    /** Six digits are more than any of these values is exact to. */
    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6g", value);
    }

    private static String plain(String text) {
        return text.replaceAll("[,\"\\p{Cntrl}]+", ";");
    }

    /**
     * Returns the pairs in the order in which they were added; none if there is no file. Values for which an older
     * file has no column were not measured.
     *
     * @throws IOException if it cannot be read, or holds something else; the message says where
     */
    public List<PooledPair> read() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        List<String> lines = lines();
        List<String> header = header(lines);
        if (!header.containsAll(COLUMNS)) {
            throw new IOException(
                    file + ": not a pool of pairs: its first line must have " + String.join(",", COLUMNS));
        }
        List<PooledPair> pairs = new ArrayList<>();
        for (int i = 1; i < lines.size(); i += 2) {
            try {
                pairs.add(pair(cells(header, lines, i), cells(header, lines, i + 1)));
            } catch (IllegalArgumentException e) {
                throw new IOException(file + ", line " + (i + 1) + ": " + e.getMessage(), e);
            }
        }
        return pairs;
    }

    private static Map<String, String> cells(List<String> header, List<String> lines, int line) {
        if (line >= lines.size()) {
            throw new IllegalArgumentException("the candidate of the pair is missing");
        }
        String[] cells = lines.get(line).split(",", -1);
        if (cells.length != header.size()) {
            throw new IllegalArgumentException(cells.length + " cells, wanted " + header.size());
        }
        Map<String, String> byName = new LinkedHashMap<>();
        for (int i = 0; i < cells.length; i++) {
            byName.put(header.get(i), cells[i]);
        }
        return byName;
    }

    /** Refuses what Java reads as a double though it is no measured value: infinite, negative or not a number. */
    private static double measured(Map<String, String> cells, String column) {
        double value = Double.parseDouble(cells.get(column));
        if (!(value >= 0 && Double.isFinite(value))) {
            throw new IllegalArgumentException(
                    column + ": wanted a finite number, 0 or more, was " + cells.get(column));
        }
        return value;
    }

    private static PooledPair pair(Map<String, String> baseline, Map<String, String> candidate) {
        if (!baseline.get("side").equals(BASELINE) || !candidate.get("side").equals(CANDIDATE)) {
            throw new IllegalArgumentException("wanted the baseline of a pair, then its candidate");
        }
        Scenario scenario = new Scenario(
                baseline.get("scenario"),
                measured(baseline, "cpuMicros"),
                measured(baseline, "delayMicros"),
                baseline.get("postgres"));
        Pair pair = new Pair(
                Integer.parseInt(baseline.get("pair")),
                baseline.get("first").equals(BASELINE),
                trial(baseline),
                trial(candidate));
        return new PooledPair(
                scenario,
                Integer.parseInt(baseline.get("gate")),
                baseline.get("origin"),
                measured(baseline, "seconds"),
                pair);
    }

    private static PairedTrial trial(Map<String, String> cells) {
        Map<String, Double> values = VALUES.stream()
                .filter(value -> !cells.getOrDefault(value, "").isEmpty())
                .collect(Collectors.toMap(
                        value -> value, value -> measured(cells, value), (first, second) -> first, LinkedHashMap::new));
        return new PairedTrial(
                values,
                Stream.of(cells.get("violations").split("; ", -1))
                        .filter(text -> !text.isEmpty())
                        .toList(),
                Optional.of(cells.get("failure")).filter(text -> !text.isEmpty()));
    }
}
