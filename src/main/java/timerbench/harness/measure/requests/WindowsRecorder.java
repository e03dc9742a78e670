package timerbench.harness.measure.requests;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import timerbench.harness.run.JsonText;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Requests;
import timerbench.harness.run.Timeline;
import timerbench.harness.run.Unit;

/** Records the results of requests by operation and window. A request belongs to the window in which it ended. */
public final class WindowsRecorder {
    private final Windows windows;
    private final Map<String, OperationWindows> operations = new TreeMap<>();

    private static final class OperationWindows {
        private final WindowHistograms times;
        private final long[] succeeded;
        private final long[] failed;

        OperationWindows(Windows windows) {
            times = new WindowHistograms(windows);
            succeeded = new long[windows.count()];
            failed = new long[windows.count()];
        }
    }

    /** Records all requests but callbacks: the ledger knows more about those. */
    public WindowsRecorder(RequestTable table, Windows windows) {
        this.windows = windows;
        table.forEach(row -> {
            if (!row.operation().equals(Requests.CALLBACK)) {
                windows.at(table.at(row.endSecond()).toEpochMilli()).ifPresent(window -> count(row, window));
            }
        });
    }

    private void count(RequestTable.Row row, int window) {
        OperationWindows operation = operations.computeIfAbsent(row.operation(), name -> new OperationWindows(windows));
        (row.ok() ? operation.succeeded : operation.failed)[window] += row.count();
        // If the clock was set back there is no response time; the trial reports it.
        if (row.responseMillis() >= 0) {
            operation.times.in(window).recordValueWithCount(row.responseMillis(), row.count());
        }
    }

    /** Returns the rates and response times of each operation, by name. */
    public List<Timeline.Series> series() {
        List<Timeline.Series> series = new ArrayList<>();
        operations.forEach((name, operation) -> {
            MetricScope subject = MetricScope.operation(name);
            series.add(rate("succeeded", subject, operation.succeeded));
            series.add(rate("failed", subject, operation.failed));
            series.addAll(operation.times.series(Metric.RESPONSE_TIME, subject, Unit.MILLISECONDS, 1));
        });
        return series;
    }

    private Timeline.Series rate(String name, MetricScope subject, long[] counts) {
        double seconds = windows.window().toSeconds();
        List<Optional<Double>> values = Arrays.stream(counts)
                .mapToObj(count -> Optional.of(JsonText.rounded(count / seconds)))
                .toList();
        return new Timeline.Series(name, subject, Unit.PER_SECOND, values);
    }
}
