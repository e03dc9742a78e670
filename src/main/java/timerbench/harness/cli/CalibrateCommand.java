package timerbench.harness.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import timerbench.harness.experiment.calibration.Calibration;
import timerbench.harness.experiment.calibration.CalibrationText;
import timerbench.harness.experiment.calibration.Gatherer;
import timerbench.harness.experiment.calibration.PoolFile;
import timerbench.harness.experiment.calibration.PooledPair;
import timerbench.harness.experiment.calibration.Probe;
import timerbench.harness.experiment.calibration.Scenario;
import timerbench.harness.experiment.paired.PairedTrials;
import timerbench.harness.experiment.paired.PrimaryMetrics;
import timerbench.harness.experiment.paired.ServiceSide;
import timerbench.harness.judge.gate.PairedGate;
import timerbench.harness.load.Console;
import timerbench.harness.load.Provenance;
import timerbench.harness.run.ExitCode;
import timerbench.harness.run.RunEnvironment;
import timerbench.settings.SettingsException;

/** Finds out how often the paired gate is wrong on this machine. */
@Command(
        name = "calibrate",
        description = {
            "Makes whole gates whose truth is known: the reference service against itself, and against itself slowed down by"
                    + " CPU that it burns, by delays, and by a slower setting of its database. Tells how often they were"
                    + " wrong, what they saw, how far values lie apart and how long a verdict takes.",
            "Every pair is kept in a file as soon as it is measured; the same command goes on where it was ended."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        sortOptions = false,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:what was measured goes with what the gate promises",
            "1:there were more false alarms than it promises, by more than chance explains once in a thousand times",
            "2:wrong usage or settings",
            "3:a trial failed"
        })
final class CalibrateCommand implements Callable<Integer> {
    private static final String REPORT = "calibration.md";

    /** Somebody left the log of statements on. */
    private static final Scenario LOGGED_STATEMENTS =
            new Scenario("logged-statements", 0, 0, "logging_collector=on log_statement=all");

    @Mixin
    private PairedOptions options = new PairedOptions();

    @Option(
            names = "--pool",
            paramLabel = "FILE",
            description = "The pairs, as CSV; those that it has count. Default: pool.csv in a new folder of results.")
    private @Nullable Path pool;

    @Option(
            names = "--same",
            paramLabel = "N",
            description = "Pairs of the service with itself. Default: ${DEFAULT-VALUE}")
    private int same = 154;

    @Option(
            names = "--slower",
            paramLabel = "N",
            description = "Pairs with each slower service. Default: ${DEFAULT-VALUE}")
    private int slower = 50;

    @Option(
            names = "--slower-database",
            paramLabel = "N",
            description = "Pairs with a database that logs all statements. Default: ${DEFAULT-VALUE}")
    private int slowerDatabase = 14;

    @Option(
            names = "--shares",
            split = ",",
            paramLabel = "PERCENT",
            description = "By how much it is slowed down, 1 to 99. Default: ${DEFAULT-VALUE}")
    private List<Integer> shares = List.of(5, 10, 20);

    @Option(names = "--kinds", split = ",", paramLabel = "KIND", description = "By what: cpu, delay. Default: both")
    private List<Probe.Kind> kinds = List.of(Probe.Kind.values());

    @Option(
            names = "--at-most",
            paramLabel = "MINUTES",
            description = "After which no further gate is begun. Default: none")
    private @Nullable Integer atMost;

    @Option(names = "--analyse", description = "Measure nothing: only tell what the pool says.")
    private boolean analyse;

    @Override
    public Integer call() throws IOException {
        PairedSession session = PairedSession.begin(options, Console.system());
        PairedGate gate = session.gate(PrimaryMetrics.of(true));
        Path file = pool == null
                ? StressOptions.folder(null, StressOptions.id("calibration")).resolve("pool.csv")
                : CalledFrom.resolve(pool);
        PoolFile pairs = new PoolFile(file);
        if (!analyse) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            measure(session, gate, pairs);
        }
        return told(session, Calibration.of(pairs.read(), gate), file);
    }

    private int told(PairedSession session, Calibration calibration, Path file) throws IOException {
        if (calibration.outcomes().isEmpty()) {
            throw new SettingsException("--pool: there are no pairs in " + file);
        }
        String text = CalibrationText.format(calibration);
        Path report = file.resolveSibling(REPORT);
        Files.writeString(report, text);
        System.out.println("\n" + text);
        session.say("the pairs are in " + file + ", this text in " + report);
        return calibration.breaksItsPromise() ? ExitCode.THRESHOLD_CROSSED : 0;
    }

    private void measure(PairedSession session, PairedGate gate, PoolFile pairs) throws IOException {
        if (!shares.stream().allMatch(percent -> percent >= 1 && percent <= 99)) {
            throw new SettingsException("--shares: wanted percents from 1 to 99, got " + shares);
        }
        long end = atMost == null
                ? Long.MAX_VALUE
                : System.nanoTime() + Duration.ofMinutes(atMost).toNanos();
        PairedTrials trials = session.trials();
        ServiceSide service = new ServiceSide("the service", session.settings(), Map.of());
        trials.tryOut(service, service);
        Map<Scenario, Integer> wanted = wanted(session, trials, pairs.read());
        Gatherer gatherer = new Gatherer(session.settings(), trials, gate, pairs, origin(), session::progress);
        gatherer.gather(wanted, () -> System.nanoTime() < end);
    }

    private Map<Scenario, Integer> wanted(PairedSession session, PairedTrials trials, List<PooledPair> have) {
        Map<Scenario, Integer> wanted = new LinkedHashMap<>();
        wanted.put(Scenario.same(), same);
        if (slower > 0) {
            slowerServices(session, trials, have).forEach(scenario -> wanted.put(scenario, slower));
        }
        if (slowerDatabase > 0) {
            wanted.put(LOGGED_STATEMENTS, slowerDatabase);
        }
        return wanted;
    }

    /** A pool that has some goes on with the same. */
    private List<Scenario> slowerServices(PairedSession session, PairedTrials trials, List<PooledPair> have) {
        List<Scenario> known = have.stream()
                .map(PooledPair::scenario)
                .filter(scenario -> !scenario.isSame() && !scenario.equals(LOGGED_STATEMENTS))
                .distinct()
                .toList();
        return known.isEmpty()
                ? new Probe(session.settings(), trials)
                        .slower(
                                kinds,
                                shares.stream().map(percent -> percent / 100.0).toList())
                : known;
    }

    private static String origin() {
        RunEnvironment environment = Provenance.read();
        return environment
                        .gitCommit()
                        .map(commit -> commit.replaceFirst("^(\\w{10})\\w*", "$1"))
                        .orElse("unknown commit")
                + " on " + PairedSession.machine(environment) + " · JDK " + environment.jdk();
    }
}
