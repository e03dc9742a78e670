package timerbench.harness.experiment.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import timerbench.harness.experiment.calibration.Calibration.MetricPower;
import timerbench.harness.experiment.calibration.PoolFile.PooledPair;
import timerbench.harness.experiment.calibration.ScenarioOutcome.Noise;
import timerbench.harness.experiment.paired.TrialValue;
import timerbench.harness.judge.gate.GateRules;
import timerbench.harness.judge.gate.PairedGate;
import timerbench.harness.judge.gate.Verdict;

class CalibrationTest {
    private static final double NOISE = 0.01;
    private static final int DRAWS = 1_000;

    private static ScenarioOutcome outcome(List<PooledPair> pairs) {
        return calibration(pairs).outcomes().get(0);
    }

    private static Calibration calibration(List<PooledPair> pairs) {
        return calibration(pairs, Pools.gate());
    }

    private static Calibration calibration(List<PooledPair> pairs, PairedGate gate) {
        return Calibration.of(pairs, new Draws(gate, DRAWS, 1));
    }

    @Test
    void aServiceAgainstItselfRaisesFewAlarms() {
        ScenarioOutcome same = outcome(Pools.gates(Scenario.same(), 20, 0, NOISE));

        assertThat(same.pairs()).isEqualTo(140);
        assertThat(same.measured(Verdict.REGRESSION)).isZero();
        assertThat(same.drawn())
                .hasValueSatisfying(drawn ->
                        assertThat(drawn.getOrDefault(Verdict.REGRESSION, 0)).isLessThan(DRAWS / 50));
    }

    @Test
    void aServiceThatIsSlowerIsFound() {
        ScenarioOutcome slower = outcome(Pools.gates(Pools.SLOWER, 8, 0.1, NOISE));

        assertThat(slower.drawn()).hasValueSatisfying(drawn -> assertThat(drawn).containsOnlyKeys(Verdict.REGRESSION));
    }

    @Test
    void everyGateThatWasMeasuredToItsEndHasAVerdict() {
        Random random = new Random(1);
        List<PooledPair> pairs = new ArrayList<>();
        // Two whole ones, and one that was interrupted.
        pairs.addAll(Pools.gate(Pools.SLOWER, 1, 0.1, NOISE, random));
        pairs.addAll(Pools.gate(Pools.SLOWER, 2, 0.1, NOISE, random));
        pairs.addAll(Pools.gate(Pools.SLOWER, 3, 0.1, NOISE, random).subList(0, 3));

        ScenarioOutcome slower = outcome(pairs);

        assertThat(slower.pairs()).isEqualTo(17);
        assertThat(slower.gates()).isEqualTo(Map.of(Verdict.REGRESSION, 2));
        assertThat(slower.verdictSeconds()).hasValue(Pools.PAIRS * 20.5);
    }

    @Test
    void gatesAreJudgedWithThePairsThatTheyWereMeasuredWithAndDrawnWithThoseAskedFor() {
        List<PooledPair> pool = Pools.gates(Scenario.same(), 8, 0, NOISE);

        Calibration ten = calibration(
                pool, new PairedGate(GateRules.of(TrialValue.gateMetrics(EnumSet.allOf(TrialValue.class)), 10)));

        assertThat(ten.outcomes().get(0).gates())
                .isEqualTo(outcome(pool).gates())
                .isNotEmpty();
        assertThat(CalibrationText.format(ten))
                .contains("56 pairs, measured in gates of at most 7 pairs with:", "1,000 gates of at most 10 pairs");
    }

    @Test
    void tooFewPairsAreNotDrawnFrom() {
        Calibration few = calibration(Pools.gates(Scenario.same(), 1, 0, NOISE).subList(0, 6));

        assertThat(few.outcomes().get(0).drawn()).isEmpty();
        assertThat(few.powers()).isEmpty();
        assertThat(CalibrationText.format(few)).doesNotContain("One metric alone");
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
        Calibration quiet = calibration(Pools.gates(Scenario.same(), 20, 0, 0.005));
        Calibration noisy = calibration(Pools.gates(Scenario.same(), 20, 0, 0.05));

        assertThat(quiet.powers())
                .extracting(MetricPower::metric)
                .isEqualTo(Pools.gate().rules().metrics());
        assertThat(quiet.powers()).allSatisfy(power -> assertThat(power.found()).isGreaterThan(0.99));
        assertThat(noisy.powers()).allSatisfy(power -> assertThat(power.found()).isBetween(0.01, 0.95));
        assertThat(CalibrationText.format(quiet)).contains("## One metric alone");
    }

    @Test
    void noiseIsThatOfThePairsRatios() {
        ScenarioOutcome same = outcome(Pools.gates(Scenario.same(), 60, 0, NOISE));

        Noise noise = same.noise().stream()
                .filter(each -> each.value() == TrialValue.THROUGHPUT)
                .findFirst()
                .orElseThrow();
        // Of two values with that spread each.
        assertThat(noise.spread()).isBetween(NOISE * 1.3, NOISE * 1.55);
        assertThat(noise.median()).isBetween(995.0, 1_005.0);
        assertThat(noise.ratio().ratio()).isBetween(0.995, 1.005);
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
                .contains("42 pairs, measured in gates of at most 7 pairs with:", "- abc on a machine")
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
