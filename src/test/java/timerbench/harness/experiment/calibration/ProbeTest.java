package timerbench.harness.experiment.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import timerbench.harness.experiment.calibration.Probe.Kind;
import timerbench.harness.experiment.paired.TrialValue;
import timerbench.harness.judge.gate.Pair;
import timerbench.harness.judge.gate.Pair.PairedTrial;
import timerbench.harness.targets.TargetException;

class ProbeTest {
    /** What the service takes for a request, of CPU and of time. */
    private static final double MICROS = 400;

    private final List<Scenario> tried = new ArrayList<>();

    /**
     * A service that takes what it burns and sleeps longer, on a machine that makes pairs differ by so much, up and
     * down.
     */
    private Probe probe(double noise) {
        return probe(scenario -> IntStream.rangeClosed(1, 6)
                .mapToObj(number -> pair(scenario, number, 1 + (number % 2 == 0 ? noise : -noise)))
                .toList());
    }

    private Probe probe(Function<Scenario, List<Pair>> measurement) {
        return new Probe(scenario -> {
            tried.add(scenario);
            return measurement.apply(scenario);
        });
    }

    private static Pair pair(Scenario scenario, int number, double noise) {
        return new Pair(number, true, trial(0, 0, 1), trial(scenario.cpuMicros(), scenario.delayMicros(), noise));
    }

    private static PairedTrial trial(double cpuMicros, double delayMicros, double noise) {
        return new PairedTrial(
                Map.of(
                        TrialValue.CPU_SECONDS_PER_THOUSAND.word(), (MICROS + cpuMicros) / 1e3 * noise,
                        TrialValue.SERVER_TIME_MEAN.word(), (MICROS + cpuMicros + delayMicros) * noise),
                List.of(),
                Optional.empty());
    }

    @Test
    void whatMakesItSlowerByAShareIsThatShareOfWhatItTakes() {
        List<Scenario> slower = probe(0.01).slower(List.of(Kind.CPU, Kind.DELAY), List.of(0.05, 0.99));

        assertThat(slower).extracting(Scenario::name).containsExactly("cpu-5", "delay-5", "cpu-99", "delay-99");
        assertThat(slower.get(0).cpuMicros()).isCloseTo(0.05 * MICROS, within(1.0));
        assertThat(slower.get(1).delayMicros()).isCloseTo(0.05 * MICROS, within(1.0));
        assertThat(slower.get(2).cpuMicros()).isCloseTo(0.99 * MICROS, within(10.0));
        assertThat(slower.get(3).delayMicros()).isCloseTo(0.99 * MICROS, within(10.0));
        assertThat(tried).hasSize(2);
    }

    @Test
    void whatIsLostInTheNoiseIsTriedAgainLarger() {
        Scenario slower = probe(0.2).slower(List.of(Kind.CPU), List.of(0.5)).get(0);

        assertThat(tried).extracting(Scenario::cpuMicros).containsExactly(100.0, 400.0);
        assertThat(slower.cpuMicros()).isBetween(0.5 * MICROS / 1.5, 0.5 * MICROS * 1.5);
    }

    @Test
    void aMachineOnWhichNothingStandsOutIsTooUnsteady() {
        Probe probe = probe(scenario -> List.of(
                pair(scenario, 1, 1 / (1 + scenario.cpuMicros() / MICROS)),
                pair(scenario, 2, 0.5 / (1 + scenario.cpuMicros() / MICROS))));

        assertThatThrownBy(() -> probe.slower(List.of(Kind.CPU), List.of(0.05)))
                .isInstanceOf(TargetException.class)
                .hasMessage("6400 µs of cpu do not stand out by the service's cpuSecondsPerThousand:"
                        + " this machine is too unsteady for a calibration");
        assertThat(tried).hasSize(4);
    }

    @Test
    void aTrialThatComesToNothingIsSaid() {
        PairedTrial failed = PairedTrial.failed("the database is gone");
        Probe probe = probe(scenario -> List.of(new Pair(1, true, trial(0, 0, 1), failed)));

        assertThatThrownBy(() -> probe.slower(List.of(Kind.DELAY), List.of(0.05)))
                .isInstanceOf(TargetException.class)
                .hasMessage("probe-delay: the database is gone");
    }
}
