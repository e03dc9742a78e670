package timerbench.harness.judge.report;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import timerbench.harness.run.DatabaseLoad;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Numbers;
import timerbench.harness.run.Period;
import timerbench.harness.run.Requests;
import timerbench.harness.run.Run;
import timerbench.harness.run.Timeline;
import timerbench.harness.run.Trial;

/** How much a trial used of its machine, database and network in the hold. What was not measured is empty. */
public final class HoldUsage {
    private static final List<String> PROCESSES =
            List.of(MetricScope.GENERATOR, MetricScope.SERVICE, MetricScope.DATABASE);
    private static final String MILLISECONDS = "ms";

    private final Run run;
    private final Trial trial;
    private final Map<String, Double> cores = new LinkedHashMap<>();

    /** Reads the figures of a run's trial. */
    public HoldUsage(Run run, Trial trial) {
        this.run = run;
        this.trial = trial;
        for (String process : PROCESSES) {
            mean(Metric.CPU_CORES, MetricScope.process(process)).ifPresent(value -> cores.put(process, value));
        }
    }

    /** Returns the mean of a series over the windows that lie in the hold. */
    private Optional<Double> mean(String series, MetricScope subject) {
        return trial.timeline()
                .flatMap(timeline -> timeline.series(series, subject).flatMap(found -> mean(timeline, found)));
    }

    private Optional<Double> mean(Timeline timeline, Timeline.Series series) {
        Period hold = trial.hold().orElse(trial.measured());
        OptionalDouble mean = IntStream.range(0, timeline.count())
                .filter(window -> isIn(hold, timeline, window))
                .mapToObj(series.values()::get)
                .flatMap(Optional::stream)
                .mapToDouble(value -> value)
                .average();
        return mean.isPresent() ? Optional.of(mean.getAsDouble()) : Optional.empty();
    }

    /** A window is in the hold if its middle is. So a hold shorter than a window has one. */
    private static boolean isIn(Period hold, Timeline timeline, int window) {
        Duration start = timeline.window().multipliedBy(window);
        Instant middle = timeline.from().plus(start).plus(timeline.window().dividedBy(2));
        return !middle.isBefore(hold.from()) && middle.isBefore(hold.to());
    }

    /** Returns the busy share of the machine's processors. */
    public Optional<Double> busy() {
        return mean("cpuBusy", MetricScope.trial());
    }

    /** Returns the processors in use by each process for which they are known. */
    Map<String, Double> cores() {
        return cores;
    }

    /** Returns the processes whose processors in use are not known. */
    List<String> unknownProcesses() {
        return PROCESSES.stream().filter(process -> !cores.containsKey(process)).toList();
    }

    /** Returns the processors in use by others than the known processes. */
    Optional<Double> rest() {
        double known = cores.values().stream().mapToDouble(value -> value).sum();
        return busy().map(
                        share -> Math.max(0, share * run.environment().machine().cpus() - known));
    }

    /** Returns on how many statements the database worked at a time; empty if it does not count in milliseconds. */
    Optional<Double> statements() {
        return trial.databaseLoad()
                .filter(load -> load.unit().equals(MILLISECONDS))
                .map(load -> load.statements().stream()
                                .mapToDouble(DatabaseLoad.Statement::total)
                                .sum()
                        / trial.measured().length().toMillis());
    }

    /** Returns the bytes per second of the machine's network, in the larger direction. */
    Optional<Double> network() {
        return mean("networkSent", MetricScope.trial())
                .flatMap(
                        sent -> mean("networkReceived", MetricScope.trial()).map(received -> Math.max(sent, received)));
    }

    /** Returns the bytes per second that the network's interface can carry. */
    Optional<Double> networkSpeed() {
        return trial.value(Metric.NETWORK_SPEED, MetricScope.trial());
    }

    /** Returns the share of the rate that an open load asked for and got. */
    Optional<Double> got() {
        double asked = 0;
        double succeeded = 0;
        for (Metric metric : trial.metrics()) {
            if (metric.name().equals(Metric.THROUGHPUT_ASKED)) {
                asked += trial.value(metric.name(), metric.subject()).orElse(0.0);
                succeeded += trial.value(Metric.THROUGHPUT, metric.subject()).orElse(0.0);
            }
        }
        return asked == 0 ? Optional.empty() : Optional.of(succeeded / asked);
    }

    /** Returns how many requests were shed. */
    Optional<Long> shed() {
        boolean isMeasured =
                trial.metrics().stream().anyMatch(metric -> metric.name().equals(Metric.RESPONSE_TIME));
        return isMeasured
                ? Optional.of(trial.distribution(Metric.RESPONSE_TIME, MetricScope.operation(Requests.SHED))
                        .map(shed -> shed.count())
                        .orElse(0L))
                : Optional.empty();
    }

    /** Returns all figures as texts, by name. */
    Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        int cpus = run.environment().machine().cpus();
        facts.put(
                "the machine's processors, in use",
                text(busy().map(share -> Numbers.percentage(share) + " % of " + cpus)));
        for (String process : PROCESSES) {
            facts.put(
                    "processors in use by the " + process,
                    text(Optional.ofNullable(cores.get(process)).map(Numbers::text)));
        }
        Optional<Double> others = unknownProcesses().isEmpty() ? rest() : Optional.empty();
        facts.put("processors in use by others", text(others.map(Numbers::text)));
        facts.put(
                "statements that the database worked on at a time",
                text(statements().map(Numbers::text)));
        facts.put("of the rate asked for, got", text(got().map(share -> Numbers.percentage(share) + " %")));
        facts.put("requests that were shed", text(shed().map(Numbers::text)));
        facts.put(
                "network of the machine, the larger direction, MB/s",
                text(network().map(bytes -> Numbers.text(bytes / 1e6))));
        return facts;
    }

    private static String text(Optional<String> text) {
        return text.orElse(Numbers.NOT_MEASURED);
    }
}
