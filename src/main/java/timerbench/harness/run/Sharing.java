package timerbench.harness.run;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import timerbench.harness.stats.Evenness;

/** A count that the parts of a target share, and the metrics that say how evenly. */
public enum Sharing {
    FIRED_BY_SHARD("firedByShard", "callbacks by shard", Part.Kind.SHARD, Part::fired),
    STORED_BY_SHARD("storedByShard", "stored timers by shard", Part.Kind.SHARD, Part::stored),
    FIRED_BY_INSTANCE("firedByInstance", "callbacks by instance", Part.Kind.INSTANCE, Part::fired),
    STORED_BY_INSTANCE("storedByInstance", "stored timers by instance", Part.Kind.INSTANCE, Part::stored);

    /** The figures of evenness, each of which is a metric. */
    public enum Figure {
        /** The largest count over the mean. */
        LARGEST("Largest", "largest share over the mean", Better.LOWER),
        /** The median of that if as many are placed at random. */
        LARGEST_AT_RANDOM("LargestAtRandom", "largest share over the mean, placed at random", Better.LOWER),
        /** What placing at random exceeds in at most 5 % of cases. */
        LARGEST_AT_RANDOM_HIGH(
                "LargestAtRandomHigh", "largest share over the mean, placed at random (95 %)", Better.LOWER),
        /** The standard deviation of the counts over their mean. */
        VARIATION("Variation", "coefficient of variation", Better.LOWER),
        /** Jain's index. */
        JAIN("Jain", "Jain's index", Better.HIGHER),
        /** How likely placing at random is to be as uneven. */
        CHI_SQUARE_P("ChiSquareP", "p of the chi-square test", Better.HIGHER);

        private final String suffix;
        private final String text;
        private final Better better;

        Figure(String suffix, String text, Better better) {
            this.suffix = suffix;
            this.text = text;
            this.better = better;
        }

        /** Returns the name for people. */
        public String text() {
            return text;
        }
    }

    private final String prefix;
    private final String text;
    private final Part.Kind kind;

    @SuppressWarnings("ImmutableEnumChecker") // functions that hold no state
    private final Function<Part, Optional<Long>> count;

    Sharing(String prefix, String text, Part.Kind kind, Function<Part, Optional<Long>> count) {
        this.prefix = prefix;
        this.text = text;
        this.kind = kind;
        this.count = count;
    }

    /** Returns the name for people: {@code callbacks by shard}. */
    public String text() {
        return text;
    }

    /** Returns the name of a metric. */
    public String metric(Figure figure) {
        return prefix + figure.suffix;
    }

    /** Returns the names of all metrics of all sharings, with their names for people. */
    static Stream<String[]> names() {
        return Arrays.stream(values())
                .flatMap(sharing -> Arrays.stream(Figure.values())
                        .map(figure -> new String[] {sharing.metric(figure), sharing.text + ": " + figure.text}));
    }

    /**
     * Returns the metrics of these parts; none if there are fewer than two parts that share anything, or a count is
     * not known.
     */
    public List<Metric> metrics(List<Part> parts) {
        List<Optional<Long>> counts =
                parts.stream().filter(part -> part.kind() == kind).map(count).toList();
        long[] known = counts.stream()
                .flatMap(Optional::stream)
                .mapToLong(Long::longValue)
                .toArray();
        if (known.length < 2
                || known.length < counts.size()
                || Arrays.stream(known).sum() > Integer.MAX_VALUE) {
            return List.of();
        }
        return Evenness.of(known).map(this::metrics).orElse(List.of());
    }

    private List<Metric> metrics(Evenness evenness) {
        return Stream.concat(
                        Stream.of(
                                of(Figure.LARGEST, evenness.largestOverMean()),
                                of(Figure.LARGEST_AT_RANDOM, evenness.randomMedian()),
                                of(Figure.LARGEST_AT_RANDOM_HIGH, evenness.randomHigh()),
                                of(Figure.VARIATION, evenness.coefficientOfVariation()),
                                of(Figure.JAIN, evenness.jain())),
                        evenness.chiSquareP().stream().map(p -> of(Figure.CHI_SQUARE_P, p)))
                .toList();
    }

    private Metric of(Figure figure, double value) {
        return new Metric(metric(figure), MetricScope.trial(), Unit.ONE, figure.better, new Measured.Value(value));
    }

    /** Returns whether a metric is one of these. */
    public static boolean has(Metric metric) {
        return names().anyMatch(name -> name[0].equals(metric.name()));
    }
}
