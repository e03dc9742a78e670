package timerbench.harness.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
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
import timerbench.harness.experiment.calibration.PoolFile.PooledPair;
import timerbench.harness.experiment.calibration.Probe;
import timerbench.harness.experiment.paired.PairedSession;
import timerbench.harness.experiment.paired.TrialValue;
import timerbench.harness.judge.gate.PairedGate;
import timerbench.harness.load.Output;
import timerbench.harness.run.ExitCode;
import timerbench.harness.run.JsonText;
import timerbench.settings.SettingsException;

/** Measures how often the paired gate is wrong on this machine. */
@Command(
        name = "calibrate",
        description = {
            "Measures how often the paired gate is wrong on this machine.",
            "Makes gates whose results are known: it compares the reference service with itself, and with itself"
                    + " slowed down by burnt CPU, by delays, or by a slower setting of its database. Each gate goes on"
                    + " to the most pairs, so that further gates can be drawn from them. Reports how often gates are"
                    + " wrong, what they find, how much values vary and how long a verdict takes. This takes hours.",
            "Writes every pair to a file as soon as it is measured. The same command goes on where it ended."
        },
        mixinStandardHelpOptions = true,
        versionProvider = TimerBench.Version.class,
        sortOptions = false,
        exitCodeList = {
            "0:the measurements agree with what the gate promises",
            "1:there were more false alarms than the gate promises; chance explains so many less than once in 1,000"
                    + " times",
            "2:wrong usage or settings",
            "3:a trial failed"
        })
final class CalibrateCommand implements Callable<Integer> {
    private static final String REPORT = "calibration.md";

    @Mixin
    private PairedOptions options = new PairedOptions();

    @Option(
            names = "--pool",
            paramLabel = "FILE",
            description = "CSV file of the pairs; those in it count. Default: pool.csv in a new folder of results.")
    private @Nullable Path pool;

    @Option(
            names = "--same",
            paramLabel = "N",
            description = "Pairs of the service with itself. Default: ${DEFAULT-VALUE}")
    private int same = 168;

    @Option(
            names = "--slower",
            paramLabel = "N",
            description = "Pairs with each slower service. Default: ${DEFAULT-VALUE}")
    private int slower = 48;

    @Option(
            names = "--slower-database",
            paramLabel = "N",
            description = "Pairs with a database that logs all statements. Default: ${DEFAULT-VALUE}")
    private int slowerDatabase = 24;

    @Option(
            names = "--shares",
            split = ",",
            paramLabel = "PERCENT",
            defaultValue = "5,10,20",
            description = "How much slower a service is, 1 to 99. Default: ${DEFAULT-VALUE}")
    private List<Integer> shares = List.of();

    @Option(
            names = "--kinds",
            split = ",",
            paramLabel = "KIND",
            description = "What slows it down: ${COMPLETION-CANDIDATES}. Default: both")
    private List<Probe.Kind> kinds = List.of(Probe.Kind.values());

    @Option(
            names = "--at-most",
            paramLabel = "MINUTES",
            description = "Begin no further gate after this time. Default: none")
    private @Nullable Integer atMost;

    @Option(names = "--analyse", description = "Measure nothing: only report what is in the pool.")
    private boolean analyse;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws IOException {
        output.choose();
        if (!shares.stream().allMatch(percent -> percent >= 1 && percent <= 99)) {
            throw new SettingsException("--shares: wanted percents from 1 to 99, got " + shares);
        }
        PairedSession session = options.session();
        Path file = pool == null
                ? GivenPath.newFolder(null, GivenPath.id("calibration")).resolve("pool.csv")
                : GivenPath.resolve(pool);
        PoolFile pairs = new PoolFile(file);
        if (!analyse) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            PairedGate gate = session.gate(TrialValue.gateMetrics(EnumSet.allOf(TrialValue.class)));
            measure(new Gatherer(session, gate.rules().pairs(), pairs));
        }
        List<PooledPair> measured = pairs.read();
        if (measured.isEmpty()) {
            throw new SettingsException("--pool: there are no pairs in " + file);
        }
        return report(session, calibration(session, measured), file);
    }

    private void measure(Gatherer gatherer) throws IOException {
        long end = atMost == null
                ? Long.MAX_VALUE
                : System.nanoTime() + Duration.ofMinutes(atMost).toNanos();
        gatherer.gather(
                new Gatherer.Wanted(same, slower, slowerDatabase, shares, kinds), () -> System.nanoTime() < end);
    }

    /** Judges by what the pool has measured: an older one has fewer values. */
    private static Calibration calibration(PairedSession session, List<PooledPair> pool) {
        return Calibration.of(pool, session.gate(TrialValue.gateMetrics(PooledPair.measured(pool))));
    }

    private int report(PairedSession session, Calibration calibration, Path file) throws IOException {
        String text = CalibrationText.format(calibration);
        Path report = file.resolveSibling(REPORT);
        Files.writeString(report, text);
        int exitCode = calibration.breaksItsPromise() ? ExitCode.THRESHOLD_CROSSED : 0;
        if (output.isJson()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("exitCode", exitCode);
            fields.put("keepsItsPromise", exitCode == 0);
            fields.put("report", report.toString());
            fields.put("pairs", file.toString());
            Output.result(JsonText.of(fields));
        } else {
            session.endProgress();
            Output.result("\n" + text + "\nThe pairs are in " + file + ", this text in " + report + "\n");
        }
        return exitCode;
    }
}
