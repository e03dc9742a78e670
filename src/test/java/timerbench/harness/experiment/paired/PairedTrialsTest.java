package timerbench.harness.experiment.paired;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import timerbench.harness.judge.gate.Pair;
import timerbench.harness.judge.gate.GateReport.Side;
import timerbench.harness.measure.callback.ReceiverSettings;
import timerbench.harness.targets.Target;
import timerbench.harness.targets.TargetException;

class PairedTrialsTest {
    private static GateSide contender(String name) {
        return new GateSide() {
            @Override
            public Side side() {
                return new Side(name, Map.of());
            }

            @Override
            public Target start() {
                throw new TargetException(name + " does not start");
            }
        };
    }

    private static List<Pair> round(long seed, int pairs) {
        PairedSettings settings = new PairedSettings(
                pairs,
                1,
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                Duration.ofMillis(100),
                1,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ZERO,
                "",
                "");
        return new PairedTrials(settings, new ReceiverSettings("127.0.0.1", 0, ""), seed, line -> {})
                .round(1, pairs, contender("baseline"), contender("candidate"));
    }

    @Test
    void whichComesFirstIsDrawnForEachPairAndToldTruly() {
        List<Pair> pairs = round(4711, 40);

        // Neither starts; the reason that counts is the first one's.
        assertThat(pairs)
                .allSatisfy(pair -> assertThat(pair.baseline().failure())
                        .hasValue((pair.baselineFirst() ? "baseline" : "candidate") + " does not start"));
        assertThat(pairs.stream().filter(Pair::baselineFirst).count()).isBetween(10L, 30L);
    }

    @Test
    void theSameSeedDrawsTheSameOrder() {
        List<Boolean> order = round(1, 20).stream().map(Pair::baselineFirst).toList();

        assertThat(round(1, 20)).extracting(Pair::baselineFirst).isEqualTo(order);
        assertThat(round(2, 20)).extracting(Pair::baselineFirst).isNotEqualTo(order);
    }

    @Test
    void aTrialThatComesToNothingEndsNoRound() {
        List<Pair> pairs = round(1, 6);

        assertThat(pairs).hasSize(6).allSatisfy(pair -> {
            String reason = (pair.baselineFirst() ? "baseline" : "candidate") + " does not start";
            assertThat(pair.baseline().failure()).hasValue(reason);
            assertThat(pair.candidate().failure()).hasValue(reason);
        });
    }
}
