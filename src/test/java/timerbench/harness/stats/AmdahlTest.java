package timerbench.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AmdahlTest {
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.05, 0.5, 1})
    void exactPointsGiveTheirSerialShare(double share) {
        Amdahl amdahl = Amdahl.of(Throughputs.exact(Throughputs.law(share, 0), 1, 2, 4), 1)
                .orElseThrow();
        assertThat(amdahl.serial().value()).isCloseTo(share, within(1e-6));
        assertThat(amdahl.ofOneUnit()).isCloseTo(1_000, within(1e-2));
        assertThat(amdahl.throughput(8)).isCloseTo(Throughputs.law(share, 0).applyAsDouble(8), within(1e-2));
        assertThat(amdahl.serial().interval()).isEmpty();
        assertThat(amdahl.fitProbability()).isEmpty();
    }

    @Test
    void theShareHasAnInterval() {
        List<MeasuredPoint> points = Throughputs.noisy(Throughputs.law(0.2, 0), 3, 0.02, new Random(1), 1, 2, 4, 8);
        Amdahl amdahl = Amdahl.of(points, 1).orElseThrow();
        Interval interval = amdahl.serial().interval().orElseThrow();
        assertThat(interval.contains(0.2)).isTrue();
        assertThat(amdahl.isContradicted()).isFalse();
        assertThat(interval.contains(amdahl.serial().value())).isTrue();
        assertThat(interval.high() - interval.low()).isBetween(0.005, 0.05);
        assertThat(Amdahl.of(points, 1)).contains(amdahl);
        assertThat(Amdahl.of(points, 2)).isNotEqualTo(Amdahl.of(points, 1));
    }

    @Test
    void fallingThroughputContradictsTheLaw() {
        Amdahl amdahl = Amdahl.of(Throughputs.noisy(Throughputs.law(0.2, 0.1), 3, 0.02, new Random(1), 1, 2, 4, 8), 1)
                .orElseThrow();
        assertThat(amdahl.fitProbability().orElseThrow()).isLessThan(1e-6);
        assertThat(amdahl.isContradicted()).isTrue();
        assertThat(amdahl.worstDeviation()).isGreaterThan(0.15);
    }

    @Test
    void twoPointsAreRefused() {
        List<MeasuredPoint> points = Throughputs.exact(n -> n, 1, 2);
        assertThat(Amdahl.refusal(points)).contains("Amdahl's law needs at least 3 values of the axis, there are 2");
        assertThat(Amdahl.of(points, 1)).isEmpty();
    }
}
