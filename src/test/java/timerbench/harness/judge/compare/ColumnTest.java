package timerbench.harness.judge.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import timerbench.harness.judge.compare.Column.Difference;
import timerbench.harness.judge.compare.Column.RatioToBest;

class ColumnTest {
    private static Column.Series series(String variant, double... repeats) {
        return series(variant, false, repeats);
    }

    private static Column.Series series(String variant, boolean emulator, double... repeats) {
        NavigableMap<Integer, Double> byRepeat = new TreeMap<>();
        for (int i = 0; i < repeats.length; i++) {
            byRepeat.put(i + 1, repeats[i]);
        }
        return new Column.Series(variant, emulator, byRepeat);
    }

    private static Column throughput(Column.Series... all) {
        return Column.of("create", ComparedMetric.THROUGHPUT, List.of(all));
    }

    private static Difference difference(Column column, String variant) {
        return column.entry(variant).against().orElseThrow().difference();
    }

    @Test
    void theBestMedianIsTheReference() {
        assertThat(throughput(series("a", 1, 5, 1), series("b", 3, 2, 3)).reference())
                .contains("b");
        assertThat(Column.of("create", ComparedMetric.P95, List.of(series("a", 1), series("b", 3)))
                        .reference())
                .contains("a");
    }

    @Test
    void theFirstOfEqualsIsTheReference() {
        assertThat(throughput(series("a", 2), series("b", 2)).reference()).contains("a");
    }

    @Test
    void anEmulatorIsTheReferenceAmongEmulatorsOnly() {
        assertThat(throughput(series("real", 1), series("quick", true, 9)).reference())
                .contains("real");
        assertThat(throughput(series("slow", true, 1), series("quick", true, 9)).reference())
                .contains("quick");
    }

    @Test
    void whatIsAloneIsHeldAgainstNothing() {
        Column column = throughput(series("a", 1, 2), series("b"));
        assertThat(column.reference()).isEmpty();
        assertThat(column.entry("a").against()).isEmpty();
        assertThat(column.entry("b").median()).isEmpty();
    }

    /** By hand: ratios of ½, within a hundredth. */
    @Test
    void aClearDifferenceIsShownAndItsDirectionIsThatOfTheMetric() {
        Column column = throughput(series("a", 500, 505, 495), series("b", 1_000, 1_000, 1_000));
        assertThat(column.entry("a").against().orElseThrow().ratio().ratio()).isCloseTo(0.5, within(0.001));
        assertThat(difference(column, "a")).isEqualTo(Difference.WORSE);
        Column memory = Column.of(
                "create",
                ComparedMetric.MEMORY_SERVICE,
                List.of(series("a", 500, 505, 495), series("b", 250, 250, 250)));
        assertThat(difference(memory, "a")).isEqualTo(Difference.WORSE);
    }

    @Test
    void oneThatIsBetterThanTheReferenceSaysSo() {
        Column column = throughput(series("real", 500, 505, 495), series("quick", true, 1_000, 1_000, 1_000));
        assertThat(difference(column, "quick")).isEqualTo(Difference.BETTER);
    }

    @Test
    void noDifferenceIsShownWhereTheIntervalHoldsOne() {
        assertThat(difference(throughput(series("a", 1_000, 900, 1_100), series("b", 1_010, 990, 1_020)), "a"))
                .isEqualTo(Difference.NONE_SHOWN);
    }

    @Test
    void aSingleRepeatIsNotTested() {
        assertThat(difference(throughput(series("a", 1), series("b", 2)), "a")).isEqualTo(Difference.NOT_TESTED);
    }

    @Test
    void onlyRepeatsThatBothHaveAreCompared() {
        NavigableMap<Integer, Double> withoutSecond = new TreeMap<>();
        withoutSecond.put(1, 100.0);
        withoutSecond.put(3, 300.0);
        Column column = throughput(series("a", 200, 9, 600), new Column.Series("b", false, withoutSecond));
        assertThat(column.entry("a").median().orElseThrow().value()).isEqualTo(200);
        RatioToBest against = column.entry(column.reference().orElseThrow().equals("a") ? "b" : "a")
                .against()
                .orElseThrow();
        assertThat(against.ratio().pairs()).isEqualTo(2);
        assertThat(Math.abs(Math.log(against.ratio().ratio()))).isCloseTo(Math.log(2), within(1e-9));
    }

    /** By hand: four variants make six pairs, 1 − 0.05 / 6; three make three. */
    @Test
    void theMoreAreComparedTheSurerASingleIntervalMustBe() {
        assertThat(throughput(series("a", 1), series("b", 2)).confidenceOfOne()).isCloseTo(0.95, within(1e-12));
        assertThat(throughput(series("a", 1), series("b", 2), series("c", 2), series("d"))
                        .confidenceOfOne())
                .isCloseTo(1 - 0.05 / 3, within(1e-12));
        assertThat(throughput(series("a", 1), series("b", 2), series("c", 2), series("d", 3))
                        .confidenceOfOne())
                .isCloseTo(1 - 0.05 / 6, within(1e-12));
    }

    @Test
    void whatIsZeroHasNoRatio() {
        Column errors = Column.of("create", ComparedMetric.ERROR_RATE, List.of(series("a", 0, 0), series("b", 0, 0.1)));
        assertThat(errors.entry("b").median().orElseThrow().value()).isEqualTo(0.05);
        assertThat(errors.entry("b").against()).isEmpty();
    }

    /** Four variants that do not differ, three repeats each, 5,000 draws: the reference being chosen as the best. */
    @Test
    void whereNothingDiffersADifferenceIsShownInAtMostFivePercent() {
        Random random = new Random(20_260_131);
        int draws = 5_000;
        long wrong = IntStream.range(0, draws)
                .filter(draw -> {
                    Column column = throughput(
                            series("a", noise(random)),
                            series("b", noise(random)),
                            series("c", noise(random)),
                            series("d", noise(random)));
                    return column.entries().stream()
                            .flatMap(entry -> entry.against().stream())
                            .anyMatch(against -> against.difference() != Difference.NONE_SHOWN);
                })
                .count();
        assertThat((double) wrong / draws).isLessThanOrEqualTo(0.05).isPositive();
    }

    private static double[] noise(Random random) {
        return random.doubles(3)
                .map(unused -> 1_000 * Math.exp(random.nextGaussian() / 10))
                .toArray();
    }
}
