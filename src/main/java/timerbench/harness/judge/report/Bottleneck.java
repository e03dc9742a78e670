package timerbench.harness.judge.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import timerbench.harness.run.Database;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Numbers;
import timerbench.harness.run.Run;
import timerbench.harness.run.Trial;
import timerbench.harness.run.Word;

/**
 * What kept a trial from a higher load. The first rule that holds decides:
 *
 * <ol>
 *   <li>the generator was saturated;
 *   <li>requests were shed: the service's queue was full;
 *   <li>an open load got the rate that it asked for: nothing was the limit, however busy the machine was;
 *   <li>a container used nine tenths of the processors that it may use;
 *   <li>the machine was nine tenths busy: the limit is the process that used more of it than all unknown processes
 *       together;
 *   <li>the network carried eight tenths of what its interface can;
 *   <li>the database's statements took longer than its processors: it waited, for disks or locks.
 * </ol>
 *
 * @param text the limit in a sentence or two
 * @param facts the figures behind it, by name
 */
public record Bottleneck(Limit limit, String text, Map<String, String> facts) {
    /** What can be the limit. */
    public enum Limit implements Word {
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

        @Override
        public String word() {
            return word;
        }
    }

    private static final double BUSY = 0.9;
    private static final double NETWORK_BUSY = 0.8;
    private static final double GOT = 0.98;

    public Bottleneck {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    /** Returns the bottleneck of a run's trial. */
    public static Bottleneck of(Run run, Trial trial) {
        Rules rules = new Rules(run, trial, new HoldUsage(run, trial));
        Found found = rules.first();
        boolean isEmulator = run.target().database().map(Database::emulator).orElse(false);
        return new Bottleneck(
                found.limit(),
                isEmulator
                        ? found.text() + " The database is an emulator: its share is not the product's."
                        : found.text(),
                rules.usage().facts());
    }

    /** The outcome of a rule that holds. */
    private record Found(Limit limit, String text) {}

    /** The rules, applied to one trial. */
    private record Rules(Run run, Trial trial, HoldUsage usage) {
        private static final List<Function<Rules, Optional<Found>>> IN_ORDER = List.of(
                Rules::generator,
                Rules::queueing,
                Rules::none,
                rules -> rules.container(MetricScope.SERVICE),
                rules -> rules.container(MetricScope.DATABASE),
                Rules::machine,
                Rules::network,
                Rules::databaseWaits);

        Found first() {
            return IN_ORDER.stream()
                    .flatMap(rule -> rule.apply(this).stream())
                    .findFirst()
                    .orElse(new Found(Limit.NOT_DETERMINED, "What the limit was is not determined."));
        }

        private Optional<Found> generator() {
            return trial.generatorSaturated()
                    .filter(saturated -> saturated)
                    .map(saturated -> new Found(
                            Limit.GENERATOR,
                            "The generator was the limit: it sent less than it should, on a machine"
                                    + " that was busy. The figures say nothing of the target."));
        }

        private Optional<Found> queueing() {
            return usage.shed()
                    .filter(shed -> shed > 0)
                    .map(shed -> new Found(Limit.QUEUEING, "The service's queue was full: requests were shed."));
        }

        private Optional<Found> none() {
            String waited = usage.busy()
                    .filter(share -> share >= BUSY)
                    .map(share -> " The machine was " + Numbers.percentage(share)
                            + " % busy nevertheless, so requests may have waited for its processors.")
                    .orElse("");
            return usage.got()
                    .filter(share -> share >= GOT)
                    .map(share ->
                            new Found(Limit.NONE, "Nothing was the limit: the load got what it asked for." + waited));
        }

        private Optional<Found> container(String process) {
            String allowed = run.target().limits().get(process + " cpus");
            return Optional.ofNullable(usage.cores().get(process))
                    .filter(used -> allowed != null && used >= BUSY * Double.parseDouble(allowed))
                    .map(used -> new Found(
                            limitOf(process),
                            "The processors of the " + process + " were the limit: it used " + Numbers.text(used)
                                    + " of " + allowed + " that it may use."));
        }

        private Optional<Found> machine() {
            return usage.busy().filter(share -> share >= BUSY).map(share -> {
                String text = "The processors of the machine were the limit: " + Numbers.percentage(share)
                        + " % busy in the hold. ";
                double rest = usage.rest().orElseThrow();
                return usage.cores().entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .filter(largest -> largest.getValue() > rest)
                        .map(largest -> new Found(
                                limitOf(largest.getKey()), text + "The " + largest.getKey() + " took most of them."))
                        .orElseGet(() -> new Found(Limit.NOT_DETERMINED, text + whoElse()));
            });
        }

        private static Limit limitOf(String process) {
            return switch (process) {
                case MetricScope.SERVICE -> Limit.SERVICE_CPU;
                case MetricScope.DATABASE -> Limit.DATABASE_CPU;
                default -> Limit.GENERATOR;
            };
        }

        private String whoElse() {
            List<String> unknown = usage.unknownProcesses();
            return unknown.isEmpty()
                    ? "Others than generator, service and database took most of them."
                    : "Who took most of them is not determined: the processors in use by the "
                            + String.join(" and the ", unknown) + " are not known.";
        }

        private Optional<Found> network() {
            return usage.network()
                    .flatMap(bytes -> usage.networkSpeed()
                            .filter(speed -> bytes >= NETWORK_BUSY * speed)
                            .map(speed -> new Found(
                                    Limit.NETWORK,
                                    "The network was the limit: it carried " + Numbers.percentage(bytes / speed)
                                            + " % of what the interface can.")));
        }

        private Optional<Found> databaseWaits() {
            return Optional.ofNullable(usage.cores().get(MetricScope.DATABASE))
                    .flatMap(used -> usage.statements()
                            .filter(active -> active >= 1 && active >= 2 * used)
                            .map(active -> new Found(
                                    Limit.DATABASE_WAITS,
                                    "The database waited, for disks or locks: it worked on " + Numbers.text(active)
                                            + " statements at a time with " + Numbers.text(used) + " processors.")));
        }
    }
}
