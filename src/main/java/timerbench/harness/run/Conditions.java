package timerbench.harness.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The conditions under which runs are made.
 *
 * <p>The gate, the report and the history all ask whether two runs are alike, and on purpose they do not ask the
 * same. All conditions are in one list, {@link Condition}. Its likenesses say what the gate compares; {@link #REPORT}
 * says what makes a variant of a report, {@link #MACHINE} and {@link #LOAD} say what separates the lines of the
 * history.
 */
public final class Conditions {
    private static final String ABSENT = "none";
    private static final String UNKNOWN = "unknown";
    private static final double MB_OF_GIB = 1_073.741824;

    /** Ends the names of settings that judge a run and change nothing of its load. */
    private static final String THRESHOLDS = "thresholds";

    /** The conditions that make a variant of a report, in the order in which to show them. */
    private static final List<Condition> REPORT = List.of(
            Condition.SIMULATION,
            Condition.DATABASE_SET_UP,
            Condition.PROFILE,
            Condition.TARGET_ADDRESS,
            Condition.DIALECT,
            Condition.INSTANCES,
            Condition.LIMITS,
            Condition.PROVISION,
            Condition.COMMIT,
            Condition.MACHINE,
            Condition.JDK,
            Condition.SETTINGS,
            Condition.SERVICE_SETTINGS);

    /**
     * The conditions in the history's fingerprint of a machine. The order is that of the hashes in recorded
     * histories.
     */
    private static final List<Condition> MACHINE = List.of(
            Condition.OPERATING_SYSTEM, Condition.ARCHITECTURE, Condition.CPUS, Condition.CPU_MODEL, Condition.MEMORY);

    /**
     * The conditions in the history's fingerprint of a load and the set-up of its target. Versions of the database
     * are not among them: a history is to show what they change. The order is that of the hashes in recorded
     * histories.
     */
    private static final List<Condition> LOAD = List.of(
            Condition.PROFILE,
            Condition.SETTINGS,
            Condition.TARGET,
            Condition.DIALECT,
            Condition.INSTANCES,
            Condition.LIMITS,
            Condition.DATABASE,
            Condition.PROVISION,
            Condition.DURABILITY);

    private Conditions() {}

    /**
     * A condition of two runs.
     *
     * @param baseline its text; {@code none} if only the candidate has the condition
     * @param candidate likewise
     * @param alike whether the gate compares the runs all the same
     */
    public record Compared(String title, String baseline, String candidate, boolean alike) {
        /** Returns the text of both runs, or each if they differ. */
        public String text() {
            return baseline.equals(candidate) ? baseline : both();
        }

        /** Returns title and texts in one piece, such as {@code durability fsync: baseline on, candidate off}. */
        public String difference() {
            return title + ": " + both();
        }

        private String both() {
            return "baseline " + baseline + ", candidate " + candidate;
        }
    }

    /** Returns the conditions that the gate shows of two runs, in the order in which to show them. */
    public static List<Compared> compare(Run baseline, Run candidate) {
        Map<String, Single> before = gate(baseline);
        Map<String, Single> after = gate(candidate);
        Set<String> titles = new LinkedHashSet<>(before.keySet());
        titles.addAll(after.keySet());
        return titles.stream()
                .map(title ->
                        compare(title, Optional.ofNullable(before.get(title)), Optional.ofNullable(after.get(title))))
                .toList();
    }

    private static Compared compare(String title, Optional<Single> baseline, Optional<Single> candidate) {
        Condition.Likeness likeness = baseline.or(() -> candidate).orElseThrow().likeness();
        String one = baseline.map(Single::text).orElse(ABSENT);
        String other = candidate.map(Single::text).orElse(ABSENT);
        // A condition that one run lacks differs, unless it is only shown.
        boolean alike = baseline.isPresent() == candidate.isPresent()
                ? likeness.of(one, other)
                : likeness == Condition.Likeness.ANY;
        return new Compared(title, one, other, alike);
    }

    /** Returns the conditions in which two runs differ so much that the gate refuses to compare them. */
    public static List<Compared> differences(Run baseline, Run candidate) {
        return compare(baseline, candidate).stream()
                .filter(each -> !each.alike())
                .toList();
    }

    /** The text of a condition, where a map of values has been split into its keys. */
    private record Single(String text, Condition.Likeness likeness) {}

    private static Map<String, Single> gate(Run run) {
        Map<String, Single> all = new LinkedHashMap<>();
        for (Condition condition : Condition.values()) {
            if (condition.likeness() != Condition.Likeness.NOT_IN_THE_GATE) {
                condition
                        .of(run)
                        .ifPresent(value -> split(condition.title(), value)
                                .forEach((title, text) -> all.put(title, new Single(text, condition.likeness()))));
            }
        }
        return all;
    }

    private static Map<String, String> split(String title, Object value) {
        if (!(value instanceof Map<?, ?> block)) {
            return Map.of(title, text(value));
        }
        Map<String, String> texts = new LinkedHashMap<>();
        block.forEach((key, inner) ->
                texts.putAll(split(title + key + (inner instanceof Map<?, ?> ? "." : ""), inner)));
        return texts;
    }

    /**
     * Returns the conditions that make a run's variant in a report, by title, in the order in which to show them.
     * Runs that have all of them in common are repeats of each other.
     */
    public static Map<String, String> ofVariant(Run run) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Condition condition : REPORT) {
            Optional<?> value = condition.of(run);
            if (value.orElse(null) instanceof Map<?, ?> block) {
                String prefix = condition == Condition.LIMITS ? "limit, " : condition.title();
                block.forEach((key, inner) -> texts.put(prefix + key, inner.toString()));
            } else {
                texts.put(condition.title(), value.map(Conditions::text).orElse(UNKNOWN));
            }
        }
        return Collections.unmodifiableMap(texts);
    }

    /** Returns the values that runs on the same machine have in common. Versions of its system are not among them. */
    public static List<?> ofMachine(Run run) {
        return MACHINE.stream().map(condition -> part(condition, run)).toList();
    }

    /** Returns the values that runs of the same load against the same kind of target have in common. */
    public static List<?> ofLoad(Run run) {
        return LOAD.stream().map(condition -> part(condition, run)).toList();
    }

    /** Returns a value as it is hashed. How it prints may not change, or recorded histories fall apart. */
    private static Object part(Condition condition, Run run) {
        Optional<?> value = condition.of(run);
        return switch (condition) {
            case OPERATING_SYSTEM -> run.environment().machine().os().split(" ", 2)[0];
            // One kernel keeps a little more for itself than another.
            case MEMORY -> Math.round(run.environment().machine().memoryMb() / MB_OF_GIB);
            case SETTINGS -> withoutThresholds(run.profile().settings());
            case LIMITS -> new TreeMap<>(run.target().limits());
            case DURABILITY -> run.target().database().map(database -> new TreeMap<>(database.durability()));
            case DATABASE, PROVISION -> value;
            default -> value.orElseThrow();
        };
    }

    private static Map<String, Object> withoutThresholds(Map<String, Object> settings) {
        Map<String, Object> load = new TreeMap<>(settings);
        load.keySet().removeIf(setting -> setting.toLowerCase(Locale.ROOT).endsWith(THRESHOLDS));
        return load;
    }

    private static String text(Object value) {
        return value instanceof RunTarget.Kind kind ? kind.word() : value.toString();
    }
}
