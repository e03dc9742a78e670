package timerbench.harness.experiment;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import timerbench.harness.load.live.LiveEndpoint;
import timerbench.harness.load.live.LiveSettings;
import timerbench.harness.measure.live.LiveMetrics;
import timerbench.harness.measure.live.OperationMetrics;

/**
 * The CPU time of what live metrics do, measured by itself. It is so small that two runs differ by more for other
 * reasons.
 *
 * @param nanosPerRequest for counting it and its times
 * @param millisPerSecond of the endpoint's threads, with an open page and a scraper
 */
public record LiveParts(double nanosPerRequest, double millisPerSecond) {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** As many as a mixed load has. */
    private static final String[] OPERATIONS = {"create", "read", "update", "delete", "query"};

    private static final int REQUESTS = 5_000_000;
    private static final long SECONDS = 10;

    /** What the generator's CPU time is shared by. */
    private static final double REQUESTS_OF_THE_SECONDS = 100_000;

    /** Measures both, for about 20 seconds. */
    public static LiveParts measure() throws InterruptedException {
        LiveSettings settings = new LiveSettings("0", "127.0.0.1", Duration.ZERO, "");
        try (LiveEndpoint endpoint = LiveEndpoint.open(settings).orElseThrow()) {
            OperationMetrics[] operations = Arrays.stream(OPERATIONS)
                    .map(name -> endpoint.metrics().operation(name, "POST"))
                    .toArray(OperationMetrics[]::new);
            // The first time is for the JIT compiler.
            var unused = nanosPerRequest(endpoint.metrics(), operations);
            double nanos = nanosPerRequest(endpoint.metrics(), operations);
            return new LiveParts(nanos, millisPerSecond(endpoint.url().replace("/metrics", "")));
        }
    }

    private static double nanosPerRequest(LiveMetrics metrics, OperationMetrics... operations) {
        Optional<String> ok = Optional.of("200");
        long begin = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < REQUESTS; i++) {
            OperationMetrics operation = operations[i % operations.length];
            operation.sent(true);
            metrics.startedLate(i % 1_000_000);
            operation.answered(i % 1_000, ok, Optional.empty());
        }
        return (double) (THREADS.getCurrentThreadCpuTime() - begin) / REQUESTS;
    }

    private static double millisPerSecond(String address) throws InterruptedException {
        try (LiveWatcher watcher = new LiveWatcher(address)) {
            TimeUnit.SECONDS.sleep(SECONDS);
            long begin = System.nanoTime();
            long cpu = endpointNanos();
            TimeUnit.SECONDS.sleep(SECONDS);
            long used = endpointNanos() - cpu;
            double seconds = (System.nanoTime() - begin) / 1e9;
            watcher.requireSeen();
            return used / 1e6 / seconds;
        }
    }

    /** The only threads of Vert.x in this process. */
    private static long endpointNanos() {
        return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().startsWith("vert.x-"))
                .mapToLong(ThreadInfo::getThreadId)
                .map(THREADS::getThreadCpuTime)
                .filter(nanos -> nanos > 0)
                .sum();
    }

    /** Returns the share of the CPU time of a generator that counting takes. */
    public double counting(double generatorSeconds) {
        return nanosPerRequest / 1e9 / (generatorSeconds / REQUESTS_OF_THE_SECONDS);
    }

    /**
     * Returns the share that a page and a scraper take in addition.
     *
     * @param generatorSeconds per 100,000 requests
     * @param rate requests a second
     */
    public double watching(double generatorSeconds, int rate) {
        return millisPerSecond / 1e3 / (rate * generatorSeconds / REQUESTS_OF_THE_SECONDS);
    }
}
