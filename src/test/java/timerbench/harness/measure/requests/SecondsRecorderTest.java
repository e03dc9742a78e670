package timerbench.harness.measure.requests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import timerbench.harness.measure.log.LogRecord;
import timerbench.harness.run.Period;
import timerbench.harness.run.Requests;
import timerbench.harness.run.Seconds;

class SecondsRecorderTest {
    /** Not on a whole second: a load may begin at any time. */
    private static final Instant FROM = Instant.parse("2030-01-01T00:00:00.250Z");

    private final RequestTable table = new RequestTable(FROM);

    private SecondsRecorder recorder(long millis, String... operations) {
        return new SecondsRecorder(table, new Period(FROM, FROM.plusMillis(millis)), Set.of(operations));
    }

    private static LogRecord.Request request(String name, long startMillis, long endMillis, boolean ok) {
        long from = FROM.toEpochMilli();
        return new LogRecord.Request(List.of(), name, from + startMillis, from + endMillis, ok, ok ? "" : "status 500");
    }

    private static Seconds seconds(SecondsRecorder recorder) {
        List<Long> started = Collections.nCopies(recorder.count(), 0L);
        return recorder.seconds(List.of(), started, List.of());
    }

    @Test
    void anAnswerCountsInTheSecondInWhichItEnds() {
        table.add(request("create", -500, 0, true));
        table.add(request("create", 0, 999, true));
        table.add(request("create", 0, 1_000, true));
        table.add(request("create", 0, 2_999, false));
        SecondsRecorder recorder = recorder(3_000);
        assertThat(seconds(recorder).succeeded()).containsExactly(2L, 1L, 0L);
        assertThat(seconds(recorder).failed()).containsExactly(0L, 0L, 1L);
    }

    @Test
    void requestsThatEndBeforeOrAfterAreExcluded() {
        table.add(request("create", -500, -1, true));
        table.add(request("create", 1_000, 2_000, true));
        table.add(request("create", 1_000, 99_000, false));
        SecondsRecorder recorder = recorder(2_000);
        assertThat(seconds(recorder).succeeded()).containsExactly(0L, 0L);
        assertThat(seconds(recorder).failed()).containsExactly(0L, 0L);
    }

    @Test
    void aSecondThatOnlyBeginsWithinIsCountedWhole() {
        table.add(request("create", 0, 2_900, true));
        SecondsRecorder recorder = recorder(2_001);
        assertThat(seconds(recorder).succeeded()).containsExactly(0L, 0L, 1L);
        assertThat(recorder(2_000).count()).isEqualTo(2);
        assertThat(recorder(1).count()).isEqualTo(1);
    }

    @Test
    void callbacksAreNoAnswers() {
        table.add(request(Requests.CALLBACK, 0, 1, true));
        table.add(request(Requests.CALLBACK, 0, 1, false));
        table.add(request("anything else", 0, 1, true));
        SecondsRecorder recorder = recorder(1_000);
        assertThat(seconds(recorder).succeeded()).containsExactly(1L);
        assertThat(seconds(recorder).failed()).containsExactly(0L);
    }

    @Test
    void whereOperationsAreNamedOnlyTheyCount() {
        table.add(request("create", 0, 1, true));
        table.add(request("read", 0, 1, false));
        table.add(request("delete", 0, 1, true));
        table.add(request(Requests.CALLBACK, 0, 1, true));
        SecondsRecorder recorder = recorder(1_000, "create", "read");
        assertThat(seconds(recorder).succeeded()).containsExactly(1L);
        assertThat(seconds(recorder).failed()).containsExactly(1L);
    }

    @Test
    void otherValuesOfEachSecondAreAdded() {
        table.add(request("create", 0, 1_200, true));
        SecondsRecorder recorder = recorder(1_500);
        assertThat(recorder.seconds(List.of(5.0, 2.5), List.of(6L, 3L), List.of(0.5, 0.25)))
                .isEqualTo(new Seconds(
                        FROM,
                        List.of(5.0, 2.5),
                        List.of(6L, 3L),
                        List.of(0L, 1L),
                        List.of(0L, 0L),
                        List.of(0.5, 0.25)));
        assertThat(recorder.start(0)).isEqualTo(FROM);
        assertThat(recorder.start(1)).isEqualTo(FROM.plusSeconds(1));
    }
}
