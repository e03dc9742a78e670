package timerbench.harness.load.injector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import timerbench.harness.measure.LoadTotals;
import timerbench.harness.measure.Saturation;
import timerbench.harness.measure.callback.LatenessSecond;
import timerbench.harness.measure.callback.LedgerReport;
import timerbench.harness.measure.log.LogRecord;
import timerbench.harness.measure.monitor.ProcessMonitor;
import timerbench.harness.measure.monitor.Throttling;
import timerbench.harness.measure.monitor.Traffic;
import timerbench.harness.measure.requests.RequestTable;
import timerbench.harness.measure.requests.RequestTableFile;
import timerbench.harness.run.CallbackOutcome;
import timerbench.harness.run.Distribution;
import timerbench.harness.run.Part;
import timerbench.harness.run.RunEnvironment;
import timerbench.harness.run.RunProfile;
import timerbench.harness.run.RunTarget;
import timerbench.harness.run.TimelineEvent;
import timerbench.harness.run.WarmUp;

/** Parts of a run with what a test knows of them. */
public final class Parts {
    /** When the load begins, by the clocks of all injectors. */
    public static final Instant AGREED = Instant.parse("2030-01-01T00:00:00Z");

    public static final Duration WARM_UP = Duration.ofSeconds(2);

    private static final Instant ORIGIN = AGREED.plus(WARM_UP);

    private Parts() {}

    /**
     * What differs from part to part.
     *
     * @param lag of its begin
     * @param responseMillis of its requests, one in each second
     * @param latenessMicros of its callbacks, all in one second
     * @param lost timers
     * @param saturated whether it was the bottleneck
     */
    public record Kind(
            int index,
            int count,
            Duration lag,
            List<Integer> responseMillis,
            List<Integer> latenessMicros,
            long lost,
            boolean saturated) {
        /** A part that went well. */
        public static Kind of(int index, int count, List<Integer> responseMillis, List<Integer> latenessMicros) {
            return new Kind(index, count, Duration.ofMillis(3), responseMillis, latenessMicros, 0, false);
        }

        public Kind beganAfter(Duration time) {
            return new Kind(index, count, time, responseMillis, latenessMicros, lost, saturated);
        }

        public Kind losing(long timers) {
            return new Kind(index, count, lag, responseMillis, latenessMicros, timers, saturated);
        }

        public Kind bottleneck() {
            return new Kind(index, count, lag, responseMillis, latenessMicros, lost, true);
        }
    }

    public static InjectorIdentity identity(int index, int count) {
        return new InjectorIdentity(
                index,
                count,
                "CallbackSimulation",
                new RunProfile("smoke", Map.of("targetRate", 100, "hold", "9s")),
                "0123456789abcdef0123456789abcdef");
    }

    public static RequestTable requests(Kind kind) {
        RequestTable table = new RequestTable(ORIGIN);
        for (int i = 0; i < kind.responseMillis.size(); i++) {
            long start = ORIGIN.toEpochMilli() + 1_000L * i;
            long end = start + kind.responseMillis.get(i);
            table.add(new LogRecord.Request(List.of(), "create", start, end, true, ""));
        }
        return table;
    }

    public static InjectorPart part(Kind kind) {
        return new InjectorPart(
                InjectorPart.SCHEMA,
                identity(kind.index, kind.count),
                RunTarget.url("groups", List.of("http://10.0.0.5:8080"), Optional.empty()),
                new RunEnvironment(
                        Optional.of("0123456789abcdef"),
                        new RunEnvironment.Machine("Linux 6.1", "amd64", 2, "AMD EPYC", 8_250),
                        "17.0.15",
                        "3.15.1"),
                AGREED,
                Optional.of(AGREED.plus(kind.lag)),
                AGREED.plusSeconds(30 + kind.index),
                new LoadTotals(
                        new WarmUp(10, kind.index),
                        kind.responseMillis.size(),
                        List.of(1L, 2L + kind.index),
                        distribution(kind.latenessMicros)),
                requests(kind).errors(),
                Optional.empty(),
                List.of(new TimelineEvent(AGREED.plusSeconds(4), TimelineEvent.Kind.FAULT, "a hiccup")),
                Optional.of(usage(kind)),
                List.of(busy(3, 0.2 + kind.index / 10.0), busy(4, 0.4)),
                Optional.of(new Saturation.Finding(kind.saturated, "sent 90 of 100")),
                Optional.of(new InjectorPart.OfCallbacks(
                        ledger(kind),
                        Optional.of(4_000L + kind.index),
                        Optional.of(500L + kind.index),
                        List.of("the target's clock is fine, as " + kind.index + " sees it"),
                        Map.of("create", 100L + kind.index, "callback succeeded", 90L))),
                List.of("a note of all", "a note of " + kind.index));
    }

    private static ProcessMonitor.Usage usage(Kind kind) {
        ProcessMonitor.Sample first = sample(3, 0);
        ProcessMonitor.Sample second = sample(4, 0.5);
        return new ProcessMonitor.Usage(
                0.5,
                200 + kind.index,
                List.of(first, second),
                Optional.of(new Throttling(100, 10L * (kind.index + 1), 1.5)),
                Optional.of("cgroup v2"));
    }

    private static ProcessMonitor.Sample sample(int second, double cpu) {
        return new ProcessMonitor.Sample(
                AGREED.plusSeconds(second), cpu, 150, Optional.of(160.0), Map.of(Traffic.NETWORK_SENT, 1_000L));
    }

    private static ProcessMonitor.Busy busy(int second, double share) {
        return new ProcessMonitor.Busy(
                AGREED.plusSeconds(second),
                share,
                new ProcessMonitor.Transfer(1, 2),
                Optional.of(new ProcessMonitor.Transfer(3, 4)));
    }

    private static LedgerReport ledger(Kind kind) {
        Instant second = AGREED.plusSeconds(5);
        Optional<Distribution> lateness = distribution(kind.latenessMicros);
        return new LedgerReport(
                Map.of(CallbackOutcome.ON_TIME, (long) kind.latenessMicros.size(), CallbackOutcome.LOST, kind.lost),
                lateness,
                Optional.empty(),
                lateness.stream()
                        .map(all -> new LatenessSecond(second, all.count(), 0, 0, all.max(), all.histogram()))
                        .toList(),
                kind.lost == 0 ? Map.of() : Map.of(CallbackOutcome.LOST, Map.of(second, kind.lost)),
                Optional.of(new LedgerReport.Execution(second, second.plusMillis(10L * kind.index))),
                kind.lost == 0 ? Map.of() : Map.of(CallbackOutcome.LOST, List.of("orders/" + kind.index)),
                List.of(
                        group("common", lateness.orElseThrow()),
                        group("only of " + kind.index, lateness.orElseThrow())),
                Optional.empty());
    }

    private static Part group(String name, Distribution lateness) {
        return new Part(
                Part.Kind.GROUP,
                name,
                Optional.empty(),
                Optional.of(lateness.count()),
                Optional.empty(),
                Optional.of(lateness));
    }

    /** Returns the distribution of all these samples in one histogram. */
    public static Optional<Distribution> distribution(List<Integer> samples) {
        Histogram histogram = new Histogram(3);
        samples.forEach(histogram::recordValue);
        long sum = samples.stream().mapToLong(each -> each).sum();
        return samples.isEmpty()
                ? Optional.empty()
                : Optional.of(Distribution.of(
                        histogram,
                        sum,
                        samples.stream().mapToLong(each -> each).max().orElseThrow()));
    }

    /** Writes a part and its requests into a folder, and returns the folder. */
    public static Path write(Kind kind, Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve(InjectorFolder.REQUESTS), RequestTableFile.bytes(requests(kind)));
        part(kind).write(folder);
        return folder;
    }
}
