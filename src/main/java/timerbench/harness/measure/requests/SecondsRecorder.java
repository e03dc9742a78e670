package timerbench.harness.measure.requests;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import timerbench.harness.run.Period;
import timerbench.harness.run.Requests;
import timerbench.harness.run.Seconds;

/** Counts the responses in a table second by second. */
public final class SecondsRecorder {
    private final Instant from;
    private final long[] succeeded;
    private final long[] failed;

    /**
     * @param measured the period; every second that begins within it is counted
     * @param operations the operations that count; empty for all except callbacks
     */
    public SecondsRecorder(RequestTable table, Period measured, Set<String> operations) {
        this.from = measured.from();
        int seconds = Math.toIntExact((measured.length().toMillis() + 999) / 1_000);
        succeeded = new long[seconds];
        failed = new long[seconds];
        int first = table.secondFrom(from);
        table.forEach(row -> {
            int second = row.endSecond() - first;
            boolean counts = operations.isEmpty()
                    ? !row.operation().equals(Requests.CALLBACK)
                    : operations.contains(row.operation());
            if (counts && second >= 0 && second < seconds) {
                (row.ok() ? succeeded : failed)[second] += row.count();
            }
        });
    }

    /** Returns the start of a second, by its number from 0. */
    public Instant start(int second) {
        return from.plus(Duration.ofSeconds(second));
    }

    public int count() {
        return succeeded.length;
    }

    /**
     * Returns the counts together with other values of each second.
     *
     * @param asked as {@link Seconds#asked()}
     * @param started as {@link Seconds#started()}; not in the log, which counts from the time at which requests were
     *     to start
     * @param cpuBusy as {@link Seconds#cpuBusy()}
     */
    public Seconds seconds(List<Double> asked, List<Long> started, List<Double> cpuBusy) {
        return new Seconds(from, asked, started, list(succeeded), list(failed), cpuBusy);
    }

    private static List<Long> list(long[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
