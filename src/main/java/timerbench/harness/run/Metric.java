package timerbench.harness.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One metric of one trial. A new metric is a new name here; neither the schema nor the table has to change.
 *
 * @param name in camel case, e.g. {@code responseTime}
 */
public record Metric(String name, MetricScope subject, Unit unit, Better better, Measured measured) {

    public static final String THROUGHPUT = "throughput";
    public static final String THROUGHPUT_ASKED = "throughputAsked";
    public static final String RESPONSE_TIME = "responseTime";
    public static final String ERROR_RATE = "errorRate";
    public static final String CPU_SECONDS_PER_THOUSAND = "cpuSecondsPerThousand";
    public static final String CPU_CORES = "cpuCores";
    public static final String MEMORY = "memory";
    public static final String CPU_CORES_MAX = CPU_CORES + "Max";
    public static final String MEMORY_AT_END = "memoryAtEnd";
    public static final String WORKING_SET = "workingSet";
    public static final String WORKING_SET_AT_END = "workingSetAtEnd";
    public static final String NETWORK_RECEIVED = "networkReceived";
    public static final String NETWORK_SENT = "networkSent";
    public static final String IO_READ = "ioRead";
    public static final String IO_WRITTEN = "ioWritten";
    public static final String THROTTLED = "throttled";
    public static final String TIME_THROTTLED = "timeThrottled";
    public static final String DISK_PER_TIMER = "diskPerTimer";
    public static final String LOG_WRITTEN = "logWritten";
    public static final String DATA_WRITTEN = "dataWritten";
    public static final String START_LAG = "startLag";
    public static final String LATENESS = "lateness";
    public static final String EARLINESS = "earliness";
    public static final String EXECUTIONS = "executions";
    public static final String EXECUTIONS_ASKED = "executionsAsked";
    public static final String TIME_TO_DRAIN = "timeToDrain";
    public static final String CLOCK_BOUND = "clockBound";
    public static final String LISTENED = "listened";
    public static final String NETWORK_SPEED = "networkSpeed";
    public static final String RATE_HELD = "rateHeld";
    public static final String RATE_BROKEN = "rateBroken";

    public static final String TIME_TO_DETECT = "timeToDetect";
    public static final String TIME_TO_FIRST_GOOD = "timeToFirstGood";
    public static final String TIME_TO_NO_BACKLOG = "timeToNoBacklog";
    public static final String TIME_TO_STEADY = "timeToSteady";
    public static final String FAULT_LASTED = "faultLasted";
    public static final String CAPACITY_LOST = "capacityLost";
    public static final String TIMERS_LATE = "timersLate";
    public static final String LATEST_TIMER = "latestTimer";
    public static final String BASELINE_RATE = "baselineRate";
    public static final String BASELINE_RESPONSE_P95 = "baselineResponseP95";
    public static final String BASELINE_LATENESS_P95 = "baselineLatenessP95";
    public static final String BASELINE_LATENESS_P99 = "baselineLatenessP99";

    // Tables and gates find these by name and rely on the unit.
    private static final Map<String, Unit> UNITS = Map.ofEntries(
            Map.entry(THROUGHPUT, Unit.PER_SECOND),
            Map.entry(THROUGHPUT_ASKED, Unit.PER_SECOND),
            Map.entry(RESPONSE_TIME, Unit.MILLISECONDS),
            Map.entry(ERROR_RATE, Unit.ONE),
            Map.entry(CPU_SECONDS_PER_THOUSAND, Unit.SECONDS),
            Map.entry(CPU_CORES, Unit.ONE),
            Map.entry(MEMORY, Unit.MEGABYTES),
            Map.entry(CPU_CORES_MAX, Unit.ONE),
            Map.entry(MEMORY_AT_END, Unit.MEGABYTES),
            Map.entry(WORKING_SET, Unit.MEGABYTES),
            Map.entry(WORKING_SET_AT_END, Unit.MEGABYTES),
            Map.entry(NETWORK_RECEIVED, Unit.BYTES_PER_SECOND),
            Map.entry(NETWORK_SENT, Unit.BYTES_PER_SECOND),
            Map.entry(IO_READ, Unit.BYTES_PER_SECOND),
            Map.entry(IO_WRITTEN, Unit.BYTES_PER_SECOND),
            Map.entry(DISK_PER_TIMER, Unit.BYTES),
            Map.entry(THROTTLED, Unit.ONE),
            Map.entry(TIME_THROTTLED, Unit.SECONDS),
            Map.entry(LOG_WRITTEN, Unit.BYTES_PER_SECOND),
            Map.entry(DATA_WRITTEN, Unit.BYTES_PER_SECOND),
            Map.entry(LATENESS, Unit.MICROSECONDS),
            Map.entry(EARLINESS, Unit.MICROSECONDS),
            Map.entry(EXECUTIONS, Unit.PER_SECOND),
            Map.entry(NETWORK_SPEED, Unit.BYTES_PER_SECOND),
            Map.entry(LISTENED, Unit.SECONDS),
            Map.entry(CLOCK_BOUND, Unit.MICROSECONDS));

    private static final Pattern CAMEL_CASE = Pattern.compile("[a-z][a-zA-Z0-9]*");

    public Metric {
        Require.that(CAMEL_CASE.matcher(name).matches(), "metric \"%s\": a name is in camel case", name);
        Unit expected = UNITS.getOrDefault(name, unit);
        Require.that(unit == expected, "metric %s is in %s, was %s", name, expected.symbol(), unit.symbol());
        if (measured instanceof Measured.Value single && !name.equals(CAPACITY_LOST)) {
            Require.measured(single.value(), "metric " + name);
        }
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Metric of(MetricJson json) {
        return json.metric();
    }

    @JsonValue
    MetricJson json() {
        return MetricJson.of(this);
    }

    /** Requests that succeeded within the hold, per second of the hold. */
    public static Metric throughput(String operation, double perSecond) {
        return of(THROUGHPUT, MetricScope.operation(operation), Unit.PER_SECOND, Better.HIGHER, perSecond);
    }

    /** Requests that the profile asks for, per second of the hold. */
    public static Metric throughputAsked(String operation, double perSecond) {
        return of(THROUGHPUT_ASKED, MetricScope.operation(operation), Unit.PER_SECOND, Better.HIGHER, perSecond);
    }

    /** Milliseconds from a request sent to the last byte of its response, failed requests among them. */
    public static Metric responseTime(String operation, Distribution millis) {
        return new Metric(RESPONSE_TIME, MetricScope.operation(operation), Unit.MILLISECONDS, Better.LOWER, millis);
    }

    /** The share of requests that failed: 0 to 1. */
    public static Metric errorRate(String operation, double share) {
        Require.that(!(share > 1), "error rate of %s: a share is at most 1, was %s", operation, share);
        return of(ERROR_RATE, MetricScope.operation(operation), Unit.ONE, Better.LOWER, share);
    }

    /** CPU seconds that a process (see {@link MetricScope#process}) spent on a thousand requests. */
    public static Metric cpuSecondsPerThousand(String process, double seconds) {
        return of(CPU_SECONDS_PER_THOUSAND, MetricScope.process(process), Unit.SECONDS, Better.LOWER, seconds);
    }

    /** Processors that a process (see {@link MetricScope#process}) kept busy, on average after the warm-up. */
    public static Metric cpuCores(String process, double cores) {
        return of(CPU_CORES, MetricScope.process(process), Unit.ONE, Better.LOWER, cores);
    }

    /** The largest resident memory of a process (see {@link MetricScope#process}), in 10⁶ bytes. */
    public static Metric memory(String process, double megabytes) {
        return of(MEMORY, MetricScope.process(process), Unit.MEGABYTES, Better.LOWER, megabytes);
    }

    /**
     * The share of the periods of its CPU limit in which a process (see {@link MetricScope#process}) used up its CPU
     * time and had to wait: 0 to 1.
     */
    public static Metric throttled(String process, double share) {
        return of(THROTTLED, MetricScope.process(process), Unit.ONE, Better.LOWER, share);
    }

    /** Seconds that a process (see {@link MetricScope#process}) waited for its CPU limit, summed over processors. */
    public static Metric timeThrottled(String process, double seconds) {
        return of(TIME_THROTTLED, MetricScope.process(process), Unit.SECONDS, Better.LOWER, seconds);
    }

    /** A figure of a process (see {@link MetricScope#process}) that is better when lower, in the unit of its name. */
    public static Metric ofProcess(String name, String process, double value) {
        return of(name, MetricScope.process(process), UNITS.get(name), Better.LOWER, value);
    }

    /** Bytes on the disk of the database per pending timer, with indexes and dead rows. */
    public static Metric diskPerTimer(double bytes) {
        return of(DISK_PER_TIMER, MetricScope.process(MetricScope.DATABASE), Unit.BYTES, Better.LOWER, bytes);
    }

    /** Bytes a second that the database reports as written to its write-ahead log, after the warm-up. */
    public static Metric logWritten(double bytesPerSecond) {
        return of(
                LOG_WRITTEN,
                MetricScope.process(MetricScope.DATABASE),
                Unit.BYTES_PER_SECOND,
                Better.LOWER,
                bytesPerSecond);
    }

    /** Bytes a second that the database reports as written to its tables and indexes, after the warm-up. */
    public static Metric dataWritten(double bytesPerSecond) {
        return of(
                DATA_WRITTEN,
                MetricScope.process(MetricScope.DATABASE),
                Unit.BYTES_PER_SECOND,
                Better.LOWER,
                bytesPerSecond);
    }

    /** Microseconds between the planned and the actual start of the requests of an open load. */
    public static Metric startLag(Distribution micros) {
        return new Metric(START_LAG, MetricScope.trial(), Unit.MICROSECONDS, Better.LOWER, micros);
    }

    /** First callbacks that arrived within the hold, per second of the hold. */
    public static Metric executions(double perSecond) {
        return of(EXECUTIONS, MetricScope.trial(), Unit.PER_SECOND, Better.HIGHER, perSecond);
    }

    /** Timers that fall due during the hold, per second of the hold. */
    public static Metric executionsAsked(double perSecond) {
        return of(EXECUTIONS_ASKED, MetricScope.trial(), Unit.PER_SECOND, Better.HIGHER, perSecond);
    }

    /** Time after the last expected callback in which the receiver listened for callbacks that must not come. */
    public static Metric listened(Duration time) {
        return of(LISTENED, MetricScope.trial(), Unit.SECONDS, Better.HIGHER, time.toNanos() / 1e9);
    }

    /** Speed of the generator's fastest network interface in bytes a second, as the system reports it. */
    public static Metric networkSpeed(double bytesPerSecond) {
        return of(NETWORK_SPEED, MetricScope.trial(), Unit.BYTES_PER_SECOND, Better.HIGHER, bytesPerSecond);
    }

    /** A figure of the whole trial that is better when lower. */
    public static Metric ofTrial(String name, Unit unit, double value) {
        return of(name, MetricScope.trial(), unit, Better.LOWER, value);
    }

    private static Metric of(String name, MetricScope subject, Unit unit, Better better, double value) {
        return new Metric(name, subject, unit, better, new Measured.Value(value));
    }
}
