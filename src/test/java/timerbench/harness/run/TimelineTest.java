package timerbench.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import timerbench.harness.measure.requests.RequestTable;
import timerbench.harness.measure.requests.Windows;
import timerbench.harness.measure.requests.WindowsRecorder;

class TimelineTest {
    private static Timeline.Series series(String name, int count) {
        return new Timeline.Series(
                name,
                MetricScope.trial(),
                Unit.ONE,
                IntStream.range(0, count).mapToObj(i -> Optional.of(1.0)).toList());
    }

    @Test
    void windowsAreRoundAndFew() {
        assertThat(Timeline.window(Duration.ofSeconds(20))).isEqualTo(Duration.ofSeconds(1));
        assertThat(Timeline.window(Duration.ofSeconds(720))).isEqualTo(Duration.ofSeconds(1));
        assertThat(Timeline.window(Duration.ofSeconds(721))).isEqualTo(Duration.ofSeconds(2));
        assertThat(Timeline.window(Duration.ofHours(1))).isEqualTo(Duration.ofSeconds(5));
        assertThat(Timeline.window(Duration.ofHours(4))).isEqualTo(Duration.ofSeconds(30));
        assertThat(Timeline.window(Duration.ofDays(365))).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void seriesAreAsLongAsEachOtherAndNoneOccursTwice() {
        assertThatThrownBy(() -> new Timeline(
                        Trials.START, Duration.ofSeconds(1), List.of(series("one", 2), series("other", 3))))
                .hasMessage("series other has 3 values, others have 2");
        assertThatThrownBy(() ->
                        new Timeline(Trials.START, Duration.ofSeconds(1), List.of(series("one", 2), series("one", 2))))
                .hasMessage("series one occurs twice");
        assertThatThrownBy(() -> new Timeline(Trials.START, Duration.ofMillis(1_500), List.of()))
                .hasMessage("window must be whole seconds, was PT1.5S");
    }

    @Test
    void requestsAreCountedInTheWindowInWhichTheyEnd() {
        RequestTable table = new RequestTable(Trials.START);
        for (int i = 0; i < 40; i++) {
            table.add(Trials.ok("create", 500, i));
        }
        table.add(Trials.ok("create", 999, 7));
        table.add(Trials.failed("create", 1_000, 900));
        table.add(Trials.ok("read", 2_400, 3));
        table.add(Trials.ok("create", 3_000, 1));
        table.add(Trials.ok("callback", 500, 1));

        Windows windows = Windows.of(new Period(Trials.START, Trials.START.plusMillis(2_500)));
        Timeline timeline =
                new Timeline(Trials.START, Duration.ofSeconds(1), new WindowsRecorder(table, windows).series());

        MetricScope create = MetricScope.operation("create");
        assertThat(values(timeline, "succeeded", create)).containsExactly(at(41), at(0), at(0));
        assertThat(values(timeline, "failed", create)).containsExactly(at(0), at(1), at(0));
        assertThat(values(timeline, "responseTimeP50", create)).containsExactly(at(19), absent(), absent());
        assertThat(values(timeline, "responseTimeP95", create))
                .as("41 samples do not support it")
                .containsExactly(absent(), absent(), absent());
        assertThat(values(timeline, "responseTimeMax", create)).containsExactly(at(39), at(903), absent());
        assertThat(timeline.series("succeeded", MetricScope.operation("callback")))
                .isEmpty();
        assertThat(timeline.series("succeeded", MetricScope.operation("read"))).isPresent();
    }

    private static List<Optional<Double>> values(Timeline timeline, String name, MetricScope subject) {
        return timeline.series(name, subject).orElseThrow().values();
    }

    private static Optional<Double> at(double value) {
        return Optional.of(value);
    }

    private static Optional<Double> absent() {
        return Optional.empty();
    }
}
