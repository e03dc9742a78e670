package timerbench.harness.judge.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import timerbench.harness.judge.history.History.HistoryException;
import timerbench.harness.judge.history.History.HistorySettings;
import timerbench.harness.run.Run;
import timerbench.harness.run.SampleRuns;
import timerbench.harness.run.SummaryMetric;

/** What a history does, whatever it is kept in. */
abstract class HistoryContract {
    /** Returns one that nobody has opened before, the same each time within a test. */
    abstract HistorySettings settings();

    Optional<String> password() {
        return Optional.empty();
    }

    History open() throws HistoryException {
        return History.open(settings(), password(), Patience.of(message -> {}));
    }

    private static HistoryRow row(String id, Instant at) {
        return HistoryRow.of(SampleRuns.run(new SampleRuns.Kind(id, at, 500, 12, "46342de0123456789", "PostgreSQL")));
    }

    @Test
    void whatIsRecordedIsReadBackInTheOrderOfTime() throws HistoryException {
        HistoryRow later = row("b", SampleRuns.START.plusMillis(1_500));
        HistoryRow earlier = row("c", SampleRuns.START.plusSeconds(1));
        HistoryRow bare = HistoryRow.of(SampleRuns.run(SampleRuns.kind(), SampleRuns.cutShort()));
        try (History history = open()) {
            assertThat(history.record(later)).isTrue();
            assertThat(history.record(earlier)).isTrue();
            assertThat(history.record(bare)).isTrue();
        }
        try (History history = open()) {
            assertThat(history.rows()).containsExactly(bare, earlier, later);
        }
        assertThat(bare.verdict()).isEqualTo(Run.Verdict.INVALID);
        assertThat(bare.figures()).isEmpty();
        assertThat(earlier.figures()).containsKeys(SummaryMetric.values());
    }

    @Test
    void recordingTwiceChangesNothing() throws HistoryException {
        HistoryRow row = row("a", SampleRuns.START);
        HistoryRow sameRun = row("a", SampleRuns.START.plusSeconds(60));
        try (History history = open()) {
            assertThat(history.record(row)).isTrue();
            assertThat(history.record(row)).isFalse();
            assertThat(history.record(sameRun)).isFalse();
            assertThat(history.rows()).containsExactly(row);
        }
    }

    @Test
    void processesThatWriteAtTheSameTimeLoseNothing()
            throws ExecutionException, InterruptedException, HistoryException {
        int writers = 6;
        int each = 20;
        ExecutorService executor = Executors.newFixedThreadPool(writers);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                int number = writer;
                done.add(executor.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        // Opened anew each time, as by a process of its own; half of the runs are everybody's.
                        String id = i % 2 == 0 ? "all-" + i : number + "-" + i;
                        try (History history = open()) {
                            history.record(row(id, SampleRuns.START.plusSeconds(i)));
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> writer : done) {
                writer.get();
            }
        } finally {
            executor.shutdownNow();
        }
        try (History history = open()) {
            assertThat(history.rows()).hasSize(each / 2 + writers * each / 2);
        }
    }
}
