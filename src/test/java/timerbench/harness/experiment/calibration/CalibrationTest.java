package timerbench.harness.experiment.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import timerbench.harness.experiment.calibration.PoolFile.PooledPair;
import timerbench.harness.experiment.paired.TrialValue;
import timerbench.harness.judge.gate.Finding.JudgedMetric;
import timerbench.harness.judge.gate.GateMetric;
import timerbench.harness.judge.gate.GateMetric.Scale;
import timerbench.harness.judge.gate.Pair;
import timerbench.harness.judge.gate.Verdict;
import timerbench.harness.run.Better;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Unit;

class CalibrationTest {
    private static final double NOISE = 0.01;
    private static final int DRAWS = 200;

    private static ScenarioOutcome outcome(List<PooledPair> pairs) {
        return calibration(pairs).outcomes().get(0);
    }

    private static Calibration calibration(List<PooledPair> pairs) {
        return Calibration.of(pairs, new Draws(Pools.gate(), 2 * DRAWS, 1), new Draws(Pools.gate(), DRAWS, 1));
    }

    @Test
    void aServiceAgainstItselfRaisesFewAlarms() {
        ScenarioOutcome same = outcome(Pools.gates(Scenario.same(), 12, 0, NOISE));

        assertThat(same.pairs()).isEqualTo(144);
        assertThat(same.measured().count()).isEqualTo(12);
        assertThat(same.measured().count(Verdict.REGRESSION)).isZero();
        assertThat(same.drawn())
                .hasValueSatisfying(
                        drawn -> assertThat(drawn.share(Verdict.REGRESSION)).isLessThan(0.02));
    }

    @Test
    void aServiceThatIsSlowerIsFound() {
        ScenarioOutcome slower = outcome(Pools.gates(Pools.SLOWER, 4, 0.1, NOISE));

        assertThat(slower.drawn())
                .hasValueSatisfying(
                        drawn -> assertThat(drawn.share(Verdict.REGRESSION)).isEqualTo(1));
    }

    @Test
    void aGateThatWasMeasuredToItsEndHasAVerdictAndTheTimeUntilIt() {
        Random random = new Random(1);
        List<PooledPair> pairs = new ArrayList<>();
        pairs.addAll(Pools.gate(Pools.SLOWER, 1, 0.1, NOISE, random));
        pairs.addAll(Pools.gate(Pools.SLOWER, 2, 0.1, NOISE, random).subList(0, Pools.PAIRS - 1));

        ScenarioOutcome slower = outcome(pairs);

        assertThat(slower.pairs()).isEqualTo(2 * Pools.PAIRS - 1);
        assertThat(slower.measured().all()).singleElement().satisfies(gate -> {
            assertThat(gate.verdict()).isEqualTo(Verdict.REGRESSION);
            assertThat(gate.pairs()).isLessThan(Pools.PAIRS);
            assertThat(gate.seconds()).isEqualTo(gate.pairs() * Pools.SECONDS);
        });
    }

    @Test
    void thePairsThatHalfAndMostOfTheGatesTookAreTheirQuantiles() {
        Gates gates = new Gates(IntStream.rangeClosed(1, 10)
                .mapToObj(pairs -> new Gates.Ended(Verdict.PASS, pairs, pairs * 2.0))
                .toList());

        assertThat(gates.pairs(0.5)).isEqualTo(5);
        assertThat(gates.pairs(0.9)).isEqualTo(9);
        assertThat(gates.seconds(0.91)).isEqualTo(20);
    }

    @Test
    void tooFewPairsAreNotDrawnFrom() {
        Calibration few = calibration(Pools.gates(Scenario.same(), 1, 0, NOISE).subList(0, Pools.PAIRS - 1));

        assertThat(few.outcomes().get(0).drawn()).isEmpty();
        assertThat(few.powers()).isEmpty();
        assertThat(CalibrationText.format(few)).contains("too few pairs").doesNotContain("One metric alone");
    }

    @Test
    void withoutPairsOfTheServiceWithItselfFalseAlarmsAndNoiseAreNotMeasured() {
        assertThat(CalibrationText.format(calibration(Pools.gates(Pools.SLOWER, 2, 0.1, NOISE))))
                .contains(
                        "## False alarms\n\nNot measured: there are no pairs of the service with itself.\n",
                        "## Noise\n\nNot measured: there are no pairs of the service with itself.\n");
    }

    @Test
    void aMetricThatAloneIsWorseIsFoundTheMoreOftenTheQuieterItIs() {
        Calibration quiet = calibration(Pools.gates(Scenario.same(), 12, 0, 0.002));
        Calibration noisy = calibration(Pools.gates(Scenario.same(), 12, 0, 0.1));

        assertThat(quiet.powers())
                .extracting(power -> power.metric().map(GateMetric::name).orElse("none"))
                .containsExactly("none", "throughput", "lateShare");
        assertThat(found(quiet).get(0)).isLessThan(0.05);
        assertThat(found(quiet).subList(1, 3))
                .allSatisfy(found -> assertThat(found).isGreaterThan(0.99));
        assertThat(found(noisy)).allSatisfy(found -> assertThat(found).isLessThan(0.5));
        assertThat(CalibrationText.format(quiet)).contains("## One metric alone, by two rules");
    }

    private static List<Double> found(Calibration calibration) {
        return calibration.powers().stream()
                .map(power -> power.gates().share(Verdict.REGRESSION))
                .toList();
    }

    @Test
    void betsOnTheSamePairsFindAWorseMetricAndSeldomAnythingElse() {
        List<MetricPower> powers =
                calibration(Pools.gates(Scenario.same(), 12, 0, 0.002)).powers();

        assertThat(powers.get(0).betsFound()).isLessThan(0.02);
        assertThat(powers.get(1).betsFound()).isGreaterThan(0.5);
        assertThat(powers.get(1).betPairs().orElseThrow()).isBetween(2, Pools.PAIRS);
    }

    @Test
    void noiseIsThatOfThePairsRatiosOrDifferences() {
        List<Pair> pairs = pairs(Pools.gates(Scenario.same(), 40, 0, NOISE));
        GateMetric difference = new GateMetric(
                new JudgedMetric("responseTimeP95", MetricScope.trial(), Unit.MICROSECONDS, Better.LOWER),
                Scale.DIFFERENCE,
                1,
                2);

        Noise byRatio = Noise.of(TrialValue.RESPONSE_TIME_P95, pairs, List.of()).orElseThrow();
        Noise byDifference = Noise.of(TrialValue.RESPONSE_TIME_P95, pairs, List.of(difference))
                .orElseThrow();

        // Of two values with that spread each.
        assertThat(byRatio.spread()).isBetween(NOISE * 1.3, NOISE * 1.55);
        assertThat(byRatio.median()).isBetween(995.0, 1_005.0);
        assertThat(byRatio.mean()).isBetween(-0.005, 0.005);
        assertThat(byDifference.spread()).isBetween(byRatio.spread() * 990, byRatio.spread() * 1_010);
        assertThat(byDifference.scale()).isEqualTo(Scale.DIFFERENCE);
    }

    private static List<Pair> pairs(List<PooledPair> pool) {
        return pool.stream().map(PooledPair::pair).toList();
    }

    @Test
    void aSingleFalseAlarmBreaksNoPromiseButTwoOfTwoDo() {
        Random random = new Random(1);
        List<PooledPair> alarm = new ArrayList<>(Pools.gate(Scenario.same(), 1, 0.2, NOISE, random));
        assertThat(calibration(alarm).breaksItsPromise()).isFalse();

        alarm.addAll(Pools.gate(Scenario.same(), 2, 0.2, NOISE, random));
        assertThat(calibration(alarm).breaksItsPromise()).isTrue();
    }

    @Test
    void theSamePoolGivesTheSameTextEverywhere() {
        List<PooledPair> pool = new ArrayList<>(Pools.gates(Scenario.same(), 3, 0, 0.05));
        pool.addAll(Pools.gates(Pools.SLOWER, 3, 0.1, 0.05));
        String text = CalibrationText.format(calibration(pool));

        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(CalibrationText.format(calibration(pool))).isEqualTo(text);
        } finally {
            Locale.setDefault(before);
        }
        assertThat(text)
                .contains("72 pairs, measured with:", "- abc on a machine")
                .contains("By construction: at most 1.00 %")
                .contains("cpu-10: 20.0 µs of CPU an operation")
                .doesNotContain("NaN");
    }

    @Test
    void scenariosTakeTurnsByTheShareOfTheirPairs() {
        Scenario same = Scenario.same();
        Map<Scenario, Integer> wanted = Map.of(same, 150, Pools.SLOWER, 50);

        assertThat(Gatherer.next(wanted, Map.of("same", 14, "cpu-10", 7))).hasValue(same);
        assertThat(Gatherer.next(wanted, Map.of("same", 28, "cpu-10", 7))).hasValue(Pools.SLOWER);
        assertThat(Gatherer.next(wanted, Map.of("same", 150, "cpu-10", 49))).hasValue(Pools.SLOWER);
        assertThat(Gatherer.next(wanted, Map.of("same", 154, "cpu-10", 56))).isEmpty();
    }
}
