package timerbench.harness.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import timerbench.harness.experiment.paired.GateSide;
import timerbench.harness.experiment.paired.GateSides;
import timerbench.harness.experiment.paired.PairedSession;
import timerbench.harness.judge.gate.Cause;
import timerbench.harness.judge.gate.FileGate;
import timerbench.harness.judge.gate.FileLimits;
import timerbench.harness.judge.gate.GateReport;
import timerbench.harness.judge.gate.Verdict;
import timerbench.harness.load.Console;
import timerbench.harness.run.Conditions;
import timerbench.harness.run.Run;
import timerbench.harness.show.Colours;
import timerbench.harness.show.GateFiles;
import timerbench.harness.show.IndexFile;
import timerbench.settings.SettingsException;

/** Compares a candidate with a baseline, and reports whether it became worse. */
@Command(
        name = "gate",
        description = {
            "Decides whether a candidate is worse than a baseline.",
            "Prints the verdict and writes it to results/gate-…. There are two ways:",
            "--baseline and --current compare two finished runs, by throughput, p95, error rate, and lost, duplicate"
                    + " or early callbacks. Both must have been measured in the same way: machine, profile, database"
                    + " and so on.",
            "--baseline-target and --candidate-target measure two builds, in pairs of short trials, and test the"
                    + " difference after each pair. They end with the first pair that decides."
        },
        mixinStandardHelpOptions = true,
        versionProvider = TimerBench.Version.class,
        sortOptions = false,
        exitCodeList = {
            "0:PASS or IMPROVEMENT",
            "1:REGRESSION",
            "2:wrong usage, or the conditions of the runs differ",
            "3:the gate failed",
            "4:INCONCLUSIVE"
        })
final class GateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private OfFiles files = new OfFiles();

    @Mixin
    private OfTargets targets = new OfTargets();

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "A new folder for the verdict's files. Default: one in results.")
    private @Nullable Path folder;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws IOException {
        output.choose();
        if (files.isAsked() == targets.isAsked()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "gate: wanted either --baseline and --current, or --baseline-target and --candidate-target");
        }
        NewFolder verdict = NewFolder.of(folder, "gate");
        Path path = verdict.path();
        GateReport report = verdict.measure(() -> files.isAsked() ? files.report() : targets.report(path));
        GateFiles.write(path, report);
        Colours colours = Console.resultColours();
        output.print(
                spec.commandLine().getOut(),
                () -> GateFiles.json(report, path),
                () -> GateFiles.console(report, colours),
                () -> GateFiles.end(report, path, colours));
        IndexFile.writeAround(path);
        return report.verdict().exitCode();
    }

    /** The gate that compares two runs, with its options. */
    static final class OfFiles {
        @Option(
                names = "--baseline",
                paramLabel = "FILE",
                description = "The accepted run, or any other: its file or its folder.")
        private @Nullable Path baseline;

        @Option(names = "--current", paramLabel = "FILE", description = "The run to judge: its file or its folder.")
        private @Nullable Path current;

        @Option(
                names = "--throughput",
                paramLabel = "SHARE",
                description = "Share of the baseline's throughput to reach. Default: ${DEFAULT-VALUE}")
        private double throughput = FileLimits.DEFAULT.throughput();

        @Option(
                names = "--p95",
                paramLabel = "FACTOR",
                description = "Highest response time and lateness, as a multiple of the baseline's."
                        + " Default: ${DEFAULT-VALUE}")
        private double p95 = FileLimits.DEFAULT.p95();

        @Option(
                names = "--error-rate",
                paramLabel = "SHARE",
                description = "Share of requests that may fail, whatever the baseline's. Default: ${DEFAULT-VALUE}")
        private double errorRate = FileLimits.DEFAULT.errorRate();

        @Option(
                names = "--allow-different",
                description = "Judge even if machine, profile, database or the like differ; the verdict names the"
                        + " differences.")
        private boolean allowDifferent;

        private boolean isAsked() {
            return baseline != null || current != null;
        }

        private GateReport report() {
            long start = System.nanoTime();
            FileGate gate = new FileGate(limits());
            FileGate.NamedRun before = named("--baseline", baseline);
            FileGate.NamedRun after = named("--current", current);
            if (!allowDifferent) {
                requireAlike(before.run(), after.run());
            }
            Instant at = Instant.now();
            return gate.judge(before, after, at, Duration.ofNanos(System.nanoTime() - start));
        }

        private FileLimits limits() {
            try {
                return new FileLimits(throughput, p95, errorRate);
            } catch (IllegalArgumentException e) {
                throw new SettingsException("--" + e.getMessage());
            }
        }

        private static FileGate.NamedRun named(String option, @Nullable Path path) {
            if (path == null) {
                throw new SettingsException(option + " is missing: --baseline and --current go together");
            }
            return new FileGate.NamedRun(name(path), GivenPath.run(option, path));
        }

        /** Returns the path relative to the checkout, if it is within: a verdict is read on other machines. */
        private static String name(Path path) {
            Path root = Path.of("").toAbsolutePath();
            Path named = GivenPath.resolve(path).toAbsolutePath().normalize();
            return (named.startsWith(root) ? root.relativize(named) : path).toString();
        }

        private static void requireAlike(Run baseline, Run candidate) {
            List<Conditions.Compared> differences = Conditions.differences(baseline, candidate);
            if (!differences.isEmpty()) {
                throw new SettingsException(differences.stream()
                        .map(each -> "\n  " + each.difference())
                        .collect(Collectors.joining(
                                "",
                                "the runs were measured under different conditions:",
                                "\nMeasure both under the same conditions, or pass --allow-different.")));
            }
        }
    }

    /** The gate that measures both targets itself, in pairs of trials, with its options. */
    static final class OfTargets {
        private static final String BASELINE = "--baseline-target";
        private static final String CANDIDATE = "--candidate-target";

        @Option(
                names = BASELINE,
                paramLabel = "TARGET",
                description =
                        "The target to compare with, in trials that this command makes: git:REV, an executable file, a"
                                + " jar, a container image, or the address of a running service.%nMore: docs/gate.md")
        private @Nullable String baseline;

        @Option(names = CANDIDATE, paramLabel = "TARGET", description = "The target to judge, given in the same way.")
        private @Nullable String candidate;

        @Option(
                names = "--explain",
                description = "Make one more pair, under profilers, and report what changed: methods, locks, statements"
                        + " of the database. A REGRESSION is always explained.")
        private boolean explain;

        @Mixin
        private PairedOptions options = new PairedOptions();

        private boolean isAsked() {
            return baseline != null || candidate != null;
        }

        /** @param folder for the recordings of an explanation, and for the verdict while it is made */
        private GateReport report(Path folder) throws IOException {
            String before = given(BASELINE, baseline);
            String after = given(CANDIDATE, candidate);
            PairedSession session = options.session();
            GateSides sides = new GateSides(session.settings(), GivenPath.resolve(Path.of("")), session::say);
            sides.check(before, Map.of());
            sides.check(after, Map.of());
            try (GateSide one = sides.of(before, Map.of());
                    GateSide other = sides.of(after, Map.of())) {
                GateReport report = session.compare(one, other, options.commandLine());
                if (!explain && report.verdict() != Verdict.REGRESSION) {
                    return report;
                }
                // Whoever interrupts the explanation has the verdict.
                GateFiles.write(folder, report);
                return report.with(new Cause(Optional.of(session.explain(one, other, folder)), Optional.empty()));
            }
        }

        private static String given(String option, @Nullable String target) {
            if (target == null) {
                throw new SettingsException(option + " is missing: " + BASELINE + " and " + CANDIDATE + " go together");
            }
            return target;
        }
    }
}
