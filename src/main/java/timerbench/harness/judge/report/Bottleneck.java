package timerbench.harness.judge.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import timerbench.harness.run.Database;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Numbers;
import timerbench.harness.run.Requests;
import timerbench.harness.run.Run;
import timerbench.harness.run.Trial;

/**
 * What kept a trial from more, by rule. The first rule that holds is told:
 *
 * <ol>
 *   <li>the generator was saturated;
 *   <li>requests were shed: the service's queue was full;
 *   <li>an open load got what it asked for: nothing was the limit, however busy all were;
 *   <li>a container took nine tenths of the processors that it may use;
 *   <li>the machine was nine tenths busy: whoever took more of it than all that is not known, together with others;
 *   <li>the network carried eight tenths of what its interface can;
 *   <li>the database's statements took longer than its processors: it waited, for disks or locks.
 * </ol>
 *
 * @param text in a sentence or two
 * @param facts the figures that it rests on, by what they are of
 */
public record Bottleneck(Limit limit, String text, Map<String, String> facts) {
    /** What can be one. */
    public enum Limit {
        GENERATOR("generator"),
        QUEUEING("queueing"),
        SERVICE_CPU("service CPU"),
        DATABASE_CPU("database CPU"),
        DATABASE_WAITS("database waits"),
        NETWORK("network"),
        NONE("none"),
        NOT_DETERMINED("not determined");

        private final String word;

        Limit(String word) {
            this.word = word;
        }

        /** Returns what it is called. */
        public String word() {
            return word;
        }
    }

    private static final List<String> PROCESSES =
            List.of(MetricScope.GENERATOR, MetricScope.SERVICE, MetricScope.DATABASE);
    private static final double BUSY = 0.9;
    private static final double NETWORK_BUSY = 0.8;
    private static final double GOT = 0.98;
    private static final String MILLISECONDS = "ms";

    public Bottleneck {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    /** Returns that of a run's trial. */
    public static Bottleneck of(Run run, Trial trial) {
        return new Rules(run, trial).first();
    }

    /** The rules with the figures that they look at. */
    private static final class Rules {
        private final Run run;
        private final Trial trial;
        private final Map<String, String> facts = new LinkedHashMap<>();
        private final Map<String, Double> cores = new LinkedHashMap<>();
        private final Optional<Double> busy;
        private final Optional<Double> statements;
        private final Optional<Double> network;
        private final Optional<Double> got;

        Rules(Run run, Trial trial) {
            this.run = run;
            this.trial = trial;
            HoldMeans means = new HoldMeans(trial);
            busy = means.of("cpuBusy", MetricScope.trial());
            for (String process : PROCESSES) {
                means.of(Metric.CPU_CORES, MetricScope.process(process)).ifPresent(value -> cores.put(process, value));
            }
            statements = trial.databaseLoad()
                    .filter(load -> load.unit().equals(MILLISECONDS))
                    .map(load -> load.statements().stream()
                                    .mapToDouble(statement -> statement.total())
                                    .sum()
                            / trial.measured().length().toMillis());
            network = means.of("networkSent", MetricScope.trial())
                    .flatMap(sent ->
                            means.of("networkReceived", MetricScope.trial()).map(received -> Math.max(sent, received)));
            got = share();
            tellFacts();
        }

        private Optional<Double> share() {
            double asked = 0;
            double succeeded = 0;
            for (Metric metric : trial.metrics()) {
                if (metric.name().equals(Metric.THROUGHPUT_ASKED)) {
                    asked += trial.value(metric.name(), metric.subject()).orElse(0.0);
                    succeeded +=
                            trial.value(Metric.THROUGHPUT, metric.subject()).orElse(0.0);
                }
            }
            return asked == 0 ? Optional.empty() : Optional.of(succeeded / asked);
        }

        private void tellFacts() {
            int cpus = run.environment().machine().cpus();
            facts.put(
                    "the machine's processors, in use",
                    told(busy.map(share -> Numbers.percentage(share) + " % of " + cpus)));
            for (String process : PROCESSES) {
                facts.put(
                        "processors in use by the " + process,
                        told(Optional.ofNullable(cores.get(process)).map(Numbers::text)));
            }
            facts.put("processors in use by others", told(others().map(Numbers::text)));
            facts.put("statements that the database worked on at a time", told(statements.map(Numbers::text)));
            facts.put("of the rate asked for, got", told(got.map(share -> Numbers.percentage(share) + " %")));
            facts.put("requests that were shed", told(shed().map(Numbers::text)));
            facts.put(
                    "network of the machine, the larger direction, MB/s",
                    told(network.map(bytes -> Numbers.text(bytes / 1e6))));
        }

        private static String told(Optional<String> text) {
            return text.orElse(Numbers.NOT_MEASURED);
        }

        /** Returns those of the machine that none of the three used, if it is known of all three. */
        private Optional<Double> others() {
            return cores.size() == PROCESSES.size() ? rest() : Optional.empty();
        }

        /** Returns those of the machine that nobody used of whom it is known. */
        private Optional<Double> rest() {
            double known = cores.values().stream().mapToDouble(value -> value).sum();
            return busy.map(
                    share -> Math.max(0, share * run.environment().machine().cpus() - known));
        }

        /** Returns how many requests were shed; empty if none was measured. */
        private Optional<Long> shed() {
            List<Metric> times = trial.metrics().stream()
                    .filter(metric -> metric.name().equals(Metric.RESPONSE_TIME))
                    .toList();
            return times.isEmpty()
                    ? Optional.empty()
                    : Optional.of(trial.distribution(Metric.RESPONSE_TIME, MetricScope.operation(Requests.SHED))
                            .map(shed -> shed.count())
                            .orElse(0L));
        }

        Bottleneck first() {
            if (trial.generatorSaturated().orElse(false)) {
                return found(
                        Limit.GENERATOR,
                        "The generator was the limit: it sent less than was asked of it, on a machine"
                                + " that was busy. The figures say nothing of the target.");
            }
            if (shed().orElse(0L) > 0) {
                return found(Limit.QUEUEING, "The service's queue was full: requests were shed.");
            }
            return none().or(() -> contained(MetricScope.SERVICE, Limit.SERVICE_CPU))
                    .or(() -> contained(MetricScope.DATABASE, Limit.DATABASE_CPU))
                    .or(this::machine)
                    .or(this::network)
                    .or(this::waits)
                    .orElseGet(() -> found(Limit.NOT_DETERMINED, "What the limit was is not determined."));
        }

        private Optional<Bottleneck> contained(String process, Limit limit) {
            String allowed = run.target().limits().get(process + " cpus");
            Double used = cores.get(process);
            if (allowed == null || used == null || used < BUSY * Double.parseDouble(allowed)) {
                return Optional.empty();
            }
            return Optional.of(found(
                    limit,
                    "The processors of the " + process + " were the limit: it used " + Numbers.text(used) + " of "
                            + allowed + " that it may use."));
        }

        private Optional<Bottleneck> machine() {
            if (busy.filter(share -> share >= BUSY).isEmpty()) {
                return Optional.empty();
            }
            String text = "The processors of the machine were the limit: " + Numbers.percentage(busy.get())
                    + " % busy in the hold. ";
            double rest = rest().orElseThrow();
            return Optional.of(cores.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .filter(largest -> largest.getValue() > rest)
                    .map(largest ->
                            found(limitOf(largest.getKey()), text + "The " + largest.getKey() + " took most of them."))
                    .orElseGet(() -> found(Limit.NOT_DETERMINED, text + whoElse())));
        }

        private static Limit limitOf(String process) {
            return switch (process) {
                case MetricScope.SERVICE -> Limit.SERVICE_CPU;
                case MetricScope.DATABASE -> Limit.DATABASE_CPU;
                default -> Limit.GENERATOR;
            };
        }

        private String whoElse() {
            List<String> unknown = PROCESSES.stream()
                    .filter(process -> !cores.containsKey(process))
                    .toList();
            return unknown.isEmpty()
                    ? "Others than generator, service and database took most of them."
                    : "Who took most of them is not determined: the processors in use by the "
                            + String.join(" and the ", unknown) + " are not known.";
        }

        private Optional<Bottleneck> network() {
            Optional<Double> speed = trial.value(Metric.NETWORK_SPEED, MetricScope.trial());
            return speed.isPresent()
                            && network.filter(bytes -> bytes >= NETWORK_BUSY * speed.get())
                                    .isPresent()
                    ? Optional.of(found(
                            Limit.NETWORK,
                            "The network was the limit: it carried " + Numbers.percentage(network.get() / speed.get())
                                    + " % of what the interface can."))
                    : Optional.empty();
        }

        private Optional<Bottleneck> waits() {
            Double used = cores.get(MetricScope.DATABASE);
            boolean isWaiting = used != null
                    && statements
                            .filter(active -> active >= 1 && active >= 2 * used)
                            .isPresent();
            return isWaiting
                    ? Optional.of(found(
                            Limit.DATABASE_WAITS,
                            "The database waited, for disks or locks: it worked on "
                                    + Numbers.text(statements.get()) + " statements at a time with "
                                    + Numbers.text(used)
                                    + " processors."))
                    : Optional.empty();
        }

        private Optional<Bottleneck> none() {
            String waited = busy.filter(share -> share >= BUSY)
                    .map(share -> " The machine was " + Numbers.percentage(share)
                            + " % busy all the same, so requests may have waited for its processors.")
                    .orElse("");
            return got.filter(share -> share >= GOT)
                    .map(share -> found(Limit.NONE, "Nothing was the limit: the load got what it asked for." + waited));
        }

        private Bottleneck found(Limit limit, String text) {
            boolean isEmulator = run.target().database().map(Database::emulator).orElse(false);
            return new Bottleneck(
                    limit,
                    isEmulator ? text + " The database is an emulator: its share is not the product's." : text,
                    facts);
        }
    }
}
