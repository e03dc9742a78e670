package timerbench.harness.load.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import timerbench.harness.measure.callback.LatenessSecond;
import timerbench.harness.measure.monitor.ProcessMonitor;
import timerbench.harness.measure.requests.RequestTable;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Requests;
import timerbench.harness.run.Trial;
import timerbench.harness.run.Trials;

class GrowthTest {
    private static final int SECONDS = 60;
    private static final Trial HELD = Trials.held(Duration.ofSeconds(SECONDS));
    private static final String NONE = ": no trend measured, too few seconds with samples";

    private final RequestTable requests = new RequestTable(Trials.START);
    private final Growth growth = new Growth(new Growth.Limits(0.1, 0.2, 0.3, 0.4));

    /** A request in the middle of every second, whose response time depends on the second. */
    private void respond(int seconds, DoubleUnaryOperator millis) {
        for (int second = 0; second < seconds; second++) {
            requests.add(Trials.ok("create", second * 1_000L + 500, Math.round(millis.applyAsDouble(second))));
        }
    }

    private Trial complete(Analysis.Context context) {
        return growth.complete(HELD, context);
    }

    private Analysis.Context context(Map<String, ProcessMonitor.Usage> usages, List<LatenessSecond> lateness) {
        return new Analysis.Context(Trials.START, requests, usages, lateness);
    }

    private Analysis.Context service(DoubleUnaryOperator cpuSeconds, DoubleUnaryOperator memoryMb) {
        List<ProcessMonitor.Sample> samples = IntStream.rangeClosed(0, SECONDS)
                .mapToObj(second -> new ProcessMonitor.Sample(
                        // The first is that of the end of the warm-up; what it spent came before.
                        Trials.START.plusSeconds(second).minusMillis(1),
                        second == 0 ? 1_000 : cpuSeconds.applyAsDouble(second),
                        memoryMb.applyAsDouble(second)))
                .toList();
        return context(Map.of(MetricScope.SERVICE, new ProcessMonitor.Usage(60, 200, samples)), List.of());
    }

    private static double factor(Trial trial, String name, MetricScope subject) {
        return trial.value(name, subject).orElseThrow();
    }

    @Test
    void responseTimesThatRiseAreShownToRiseAndCrossTheLimit() {
        respond(SECONDS, second -> 100 + second);
        Trial trial = complete(context(Map.of(), List.of()));
        // 60 ms over a mean of 129.5 ms
        assertThat(factor(trial, "responseTimeGrowth", MetricScope.trial())).isCloseTo(1 + 60 / 129.5, within(1e-6));
        assertThat(trial.notes().get(0))
                .startsWith("response time: +46.3 % over the hold, at 95 % confidence +46.3 to +46.3 %"
                        + " (+3.60e+03 ms an hour; mean 130, 60 windows that count as ");
        assertThat(Trials.crossed(growth.thresholds(HELD))).hasSize(1);
        assertThat(Trials.crossed(growth.thresholds(HELD)).get(0))
                .startsWith("growth of response time, at least, as a factor: 1.4")
                .endsWith(", at most 1.10");
    }

    @Test
    void aRiseWithinTheLimitIsShownAndDoesNotCrossIt() {
        respond(SECONDS, second -> 1_000 + second);
        assertThat(factor(complete(context(Map.of(), List.of())), "responseTimeGrowth", MetricScope.trial()))
                .isCloseTo(1 + 60 / 1_029.5, within(1e-6));
        assertThat(Trials.crossed(growth.thresholds(HELD))).isEmpty();
    }

    @Test
    void responseTimesThatStayTheSameHaveNotGrown() {
        respond(SECONDS, second -> 10);
        Trial trial = complete(context(Map.of(), List.of()));
        assertThat(trial.value("responseTimeGrowth", MetricScope.trial())).contains(1.0);
        assertThat(trial.notes().get(0)).startsWith("response time: +0.0 % over the hold");
        assertThat(Trials.crossed(growth.thresholds(HELD))).isEmpty();
    }

    @Test
    void responseTimesThatFallAreToldAsAFactorBelowOne() {
        respond(SECONDS, second -> 160 - second);
        assertThat(factor(complete(context(Map.of(), List.of())), "responseTimeGrowth", MetricScope.trial()))
                .isCloseTo(1 - 60 / 130.5, within(1e-6));
        assertThat(Trials.crossed(growth.thresholds(HELD))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4", "5"})
    void noiseIsNoGrowth(long seed) {
        Random random = new Random(seed);
        respond(SECONDS, second -> 100 + 40 * random.nextGaussian());
        var unused = complete(context(Map.of(), List.of()));
        assertThat(Trials.crossed(growth.thresholds(HELD))).isEmpty();
    }

    @Test
    void failuresCallbacksAndWhatLiesBesideTheHoldDoNotCount() {
        respond(SECONDS, second -> 10);
        for (int second = 0; second < SECONDS; second++) {
            requests.add(Trials.failed("create", second * 1_000L + 600, 1_000L * second));
            requests.add(Trials.ok(Requests.CALLBACK, second * 1_000L + 600, 1_000L * second));
        }
        requests.add(Trials.ok("create", -1, 100_000));
        requests.add(Trials.ok("create", SECONDS * 1_000L, 100_000));
        assertThat(complete(context(Map.of(), List.of())).value("responseTimeGrowth", MetricScope.trial()))
                .contains(1.0);
    }

    @Test
    void aLongHoldIsCutIntoSixtyWindowsAtTheMost() {
        respond(300, second -> 100 + second);
        Trial trial = growth.complete(Trials.held(Duration.ofMinutes(5)), context(Map.of(), List.of()));
        assertThat(trial.notes().get(0)).contains(" 60 windows that count as ");
    }

    @Test
    void aHoldThatIsTooShortHasNoTrend() {
        respond(7, second -> 10 + second);
        Trial trial = growth.complete(Trials.held(Duration.ofSeconds(7)), context(Map.of(), List.of()));
        assertThat(trial.notes())
                .containsExactly(
                        "response time" + NONE,
                        "lateness" + NONE,
                        "memory and CPU of the service: not measured, it runs elsewhere");
        assertThat(trial.metrics()).isEmpty();
        assertThat(Trials.crossed(growth.thresholds(HELD))).isEmpty();
    }

    @Test
    void aSecondInWhichNothingWasAnsweredIsNoGuess() {
        respond(SECONDS - 1, second -> 10 + second);
        assertThat(complete(context(Map.of(), List.of())).notes()).startsWith("response time" + NONE);
    }

    @Test
    void withoutAHoldNothingIsFound() {
        respond(SECONDS, second -> 10 + second);
        assertThat(growth.complete(Trials.cutShort(), context(Map.of(), List.of())))
                .isEqualTo(Trials.cutShort());
        assertThat(Trials.crossed(growth.thresholds(HELD))).isEmpty();
    }

    @Test
    void memoryThatRisesCrossesItsLimit() {
        Trial trial = complete(service(second -> 0.5, second -> 100 + second));
        assertThat(factor(trial, "memoryGrowth", MetricScope.process(MetricScope.SERVICE)))
                .isCloseTo(1 + 60 / 130.5, within(1e-6));
        assertThat(trial.value("cpuGrowth", MetricScope.process(MetricScope.SERVICE)))
                .contains(1.0);
        assertThat(Trials.crossed(growth.thresholds(HELD))).hasSize(1);
        assertThat(Trials.crossed(growth.thresholds(HELD)).get(0))
                .startsWith("growth of memory of the service, at least, as a factor: 1.4")
                .endsWith(", at most 1.30");
    }

    @Test
    void cpuTimeThatRisesCrossesItsLimit() {
        Trial trial = complete(service(second -> 0.5 + second / 60.0, second -> 100));
        assertThat(factor(trial, "cpuGrowth", MetricScope.process(MetricScope.SERVICE)))
                .isGreaterThan(1.9);
        assertThat(trial.value("memoryGrowth", MetricScope.process(MetricScope.SERVICE)))
                .contains(1.0);
        assertThat(Trials.crossed(growth.thresholds(HELD))).hasSize(1);
        assertThat(Trials.crossed(growth.thresholds(HELD)).get(0))
                .startsWith("growth of CPU of the service, at least, as a factor: ")
                .endsWith(", at most 1.40");
    }

    @Test
    void latenessIsThatOfSecondsWeighedByTheirCallbacks() {
        List<LatenessSecond> lateness = new ArrayList<>();
        for (int second = 0; second < SECONDS; second++) {
            long micros = 1_000 + 10L * second;
            lateness.add(
                    new LatenessSecond(Trials.START.plusSeconds(second), 5, micros, micros, micros, "not asked for"));
        }
        Trial trial = complete(context(Map.of(), lateness));
        assertThat(factor(trial, "latenessGrowth", MetricScope.trial())).isCloseTo(1 + 600 / 1_295.0, within(1e-6));
        assertThat(Trials.crossed(growth.thresholds(HELD))).hasSize(1);
        assertThat(Trials.crossed(growth.thresholds(HELD)).get(0))
                .startsWith("growth of lateness, at least, as a factor: 1.4")
                .endsWith(", at most 1.20");
    }

    @Test
    void aLimitBelowZeroIsRefused() {
        assertThatThrownBy(() -> new Growth.Limits(0, 0, -0.1, 0)).hasMessage("a limit must be 0 or more, was -0.1");
        assertThatThrownBy(() -> new Growth.Limits(Double.NaN, 0, 0, 0))
                .hasMessage("a limit must be 0 or more, was NaN");
    }
}
