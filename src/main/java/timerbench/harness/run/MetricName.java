package timerbench.harness.run;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names metrics as people say them: {@code p95 response time of create} for {@code responseTimeP95}. */
public final class MetricName {
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry(Metric.THROUGHPUT_ASKED, "throughput asked for"),
            Map.entry(Metric.ERROR_RATE, "error rate"),
            Map.entry(Metric.CPU_SECONDS_PER_THOUSAND, "CPU time per 1,000 requests"),
            Map.entry("databaseCpuSecondsPerThousand", "CPU time of the database per 1,000 requests"),
            Map.entry("walBytesPerThousand", "write-ahead log of the database per 1,000 requests"),
            Map.entry("databaseConnections", "connections to the database"),
            Map.entry("liveBytes", "live memory"),
            Map.entry("residentBytes", "resident memory"),
            Map.entry("lateShare", "share of late callbacks"),
            Map.entry(Metric.CPU_CORES, "processors in use"),
            Map.entry(Metric.MEMORY, "largest memory"),
            Map.entry(Metric.WORKING_SET, "largest working set"),
            Map.entry(Metric.IO_READ, "read from disk"),
            Map.entry(Metric.IO_WRITTEN, "written to disk"),
            Map.entry(Metric.THROTTLED, "throttled share"),
            Map.entry(Metric.TIME_THROTTLED, "throttled time"),
            Map.entry(Metric.DISK_PER_TIMER, "disk space per pending timer"),
            Map.entry(Metric.LOG_WRITTEN, "log written per second"),
            Map.entry(Metric.DATA_WRITTEN, "data written per second"),
            Map.entry(Metric.START_LAG, "start delay"),
            Map.entry(Metric.EXECUTIONS, "rate of first callbacks"),
            Map.entry(Metric.EXECUTIONS_ASKED, "rate of timers due"),
            Map.entry(Metric.CLOCK_BOUND, "uncertainty of the clocks"),
            Map.entry(Metric.LISTENED, "time listened after the last callback"),
            Map.entry(Metric.TIME_TO_DETECT, "time to detect"),
            Map.entry(Metric.TIME_TO_FIRST_GOOD, "time to the first good answer"),
            Map.entry(Metric.TIME_TO_NO_BACKLOG, "time to no backlog"),
            Map.entry(Metric.TIME_TO_STEADY, "time to steady"),
            Map.entry(Metric.FAULT_LASTED, "length of the fault"),
            Map.entry(Metric.CAPACITY_LOST, "capacity lost"),
            Map.entry(Metric.TIMERS_LATE, "timers late"),
            Map.entry(Metric.LATEST_TIMER, "latest timer"),
            Map.entry(Metric.BASELINE_RATE, "rate before the fault"),
            Map.entry("baselineResponse", "response time before the fault"),
            Map.entry("baselineLateness", "lateness before the fault"),
            Map.entry(Metric.NETWORK_SPEED, "speed of the network"));

    private static final Pattern STATISTIC = Pattern.compile("(.+?)(P\\d+(?:\\.\\d+)?|Mean|Max)");

    private MetricName() {}

    /**
     * Returns the name of a metric with what it is about.
     *
     * @param metric as in {@code run.json}, with {@code P95}, {@code Mean} or {@code Max} after it for a value of a
     *     distribution
     */
    public static String of(String metric, MetricScope scope) {
        String operation = scope.operation().map(name -> " of " + name).orElse("");
        return of(metric)
                + operation
                + scope.process().map(name -> " of the " + name).orElse("");
    }

    /** Returns the name of a metric without what it is about. */
    public static String of(String metric) {
        Matcher statistic = STATISTIC.matcher(metric);
        return statistic.matches()
                ? statistic.group(2).toLowerCase(Locale.ROOT) + " " + name(statistic.group(1))
                : name(metric);
    }

    /** Returns the name of the count of callbacks with that outcome: {@code lost callbacks}. */
    public static String of(CallbackOutcome outcome) {
        return switch (outcome) {
            case ON_TIME, AFTER_DELETE, AFTER_UPDATE -> "callbacks " + outcome.word();
            case PAYLOAD_CHANGED -> "callbacks with a changed payload";
            case WRONG_ATTEMPT -> "callbacks with a wrong attempt";
            case RETRY -> "callbacks that were retried";
            default -> outcome.word() + " callbacks";
        };
    }

    private static String name(String metric) {
        return sharing(metric).orElseGet(() -> plain(metric));
    }

    private static Optional<String> sharing(String metric) {
        return Sharing.names()
                .filter(name -> name[0].equals(metric))
                .map(name -> name[1])
                .findFirst();
    }

    private static String plain(String metric) {
        return Optional.ofNullable(NAMES.get(metric)).or(() -> outcome(metric)).orElseGet(() -> spaced(metric));
    }

    private static Optional<String> outcome(String metric) {
        return Arrays.stream(CallbackOutcome.values())
                .filter(outcome -> outcome.metric().equals(metric))
                .map(MetricName::of)
                .findFirst();
    }

    /** Returns camel case as words. */
    private static String spaced(String metric) {
        return metric.replaceAll("(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
