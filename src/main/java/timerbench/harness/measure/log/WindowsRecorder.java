package timerbench.harness.measure.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import timerbench.harness.run.JsonText;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Requests;
import timerbench.harness.run.Timeline;
import timerbench.harness.run.Unit;

/** Records the results of requests by operation and window. A request belongs to the window in which it ended. */
public final class WindowsRecorder implements Consumer<LogRecord.Request> {
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

    public WindowsRecorder(Windows windows) {
        this.windows = windows;
    }

    @Override
    public void accept(LogRecord.Request request) {
        // The ledger knows more about callbacks than the log.
        if (request.name().equals(Requests.CALLBACK)) {
            return;
        }
        windows.at(request.endMillis()).ifPresent(window -> count(request, window));
    }

    private void count(LogRecord.Request request, int window) {
        OperationWindows operation = operations.computeIfAbsent(request.name(), name -> new OperationWindows(windows));
        (request.ok() ? operation.succeeded : operation.failed)[window]++;
        // If the clock was set back there is no response time; the trial reports it.
        if (request.responseTimeMillis() >= 0) {
            operation.times.in(window).recordValue(request.responseTimeMillis());
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
