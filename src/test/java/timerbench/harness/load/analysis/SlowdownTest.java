package timerbench.harness.load.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import timerbench.harness.measure.requests.RequestTable;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Trial;
import timerbench.harness.run.Trials;

class SlowdownTest {

    private final Slowdown slowdown = slowdown(9);

    private final RequestTable requests = new RequestTable(Trials.START);

    private static Slowdown slowdown(double most) {
        return new Slowdown("create", Duration.ofSeconds(2), Duration.ofSeconds(10), most);
    }

    private void ok(long startMillis, long responseMillis) {
        requests.add(Trials.ok("create", startMillis + responseMillis, responseMillis));
    }

    private Trial complete() {
        return slowdown.complete(
                Trials.held(Duration.ofSeconds(20)), new Analysis.Context(Trials.START, requests, Map.of(), List.of()));
    }

    @Test
    void itIsTheRatioOfTheMeansOfTheTwoParts() {
        ok(2_000, 10);
        ok(9_999, 30);
        ok(10_000, 20);
        ok(11_000, 40);
        ok(12_000, 90);
        assertThat(complete().value("slowdown", MetricScope.trial())).contains(2.5);
        assertThat(complete().notes())
                .containsExactly("create: mean 20.00 ms in the first part, 50.00 ms in the second");
    }

    @Test
    void theWarmUpOtherOperationsAndFailuresDoNotCount() {
        ok(2_000, 10);
        ok(10_000, 10);
        ok(1_999, 1_000);
        requests.add(Trials.ok("read", 12_000, 1_000));
        requests.add(Trials.failed("create", 12_000, 1_000));
        assertThat(complete().value("slowdown", MetricScope.trial())).contains(1.0);
    }

    @Test
    void withoutRequestsInBothPartsItIsNotMeasured() {
        ok(2_000, 10);
        assertThat(complete()).isEqualTo(Trials.held(Duration.ofSeconds(20)));
        assertThat(Trials.crossed(slowdown(9).thresholds(complete())))
                .containsExactly("slowdown of the good requests beside wrong ones: not measured, at most 9");
    }

    @Test
    void itMayBeAsMuchAsItMayAndNoMore() {
        ok(2_000, 10);
        ok(10_000, 15);
        assertThat(Trials.crossed(slowdown(1.5).thresholds(complete()))).isEmpty();
        assertThat(Trials.crossed(slowdown(1.4).thresholds(complete())))
                .containsExactly("slowdown of the good requests beside wrong ones: 1.50, at most 1.40");
    }

    @Test
    void aDifferenceThatTheLogCannotTellIsNone() {
        ok(2_000, 0);
        ok(2_001, 1);
        ok(10_000, 1);
        ok(10_001, 2);
        assertThat(complete().value("slowdown", MetricScope.trial())).contains(3.0);
        assertThat(Trials.crossed(slowdown(2).thresholds(complete())))
                .as("1 ms more")
                .isEmpty();
        ok(10_002, 3);
        assertThat(Trials.crossed(slowdown(2).thresholds(complete()))).hasSize(1);
    }
}
