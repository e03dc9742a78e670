package timerbench.harness.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import timerbench.harness.judge.gate.FileGate;
import timerbench.harness.judge.gate.FileLimits;
import timerbench.harness.judge.gate.GateReport;
import timerbench.harness.run.Conditions;
import timerbench.harness.run.Run;
import timerbench.settings.SettingsException;

/** The gate that holds one run against another, with its options. */
final class FileGateRun {
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
            description = "Of the baseline's that must be reached. Default: ${DEFAULT-VALUE}")
    private double throughput = FileLimits.DEFAULT.throughput();

    @Option(
            names = "--p95",
            paramLabel = "FACTOR",
            description = "How many times the baseline's response time and lateness may be. Default: ${DEFAULT-VALUE}")
    private double p95 = FileLimits.DEFAULT.p95();

    @Option(
            names = "--error-rate",
            paramLabel = "SHARE",
            description = "Of requests that may fail, whatever the baseline's. Default: ${DEFAULT-VALUE}")
    private double errorRate = FileLimits.DEFAULT.errorRate();

    @Option(
            names = "--allow-different",
            description = "Judge though machine, profile, database or the like differ; the verdict names what does.")
    private boolean allowDifferent;

    /** Returns whether the user asked for this kind of gate. */
    boolean isAsked() {
        return baseline != null || current != null;
    }

    /**
     * Returns the verdict.
     *
     * @throws SettingsException if an option is wrong, or the runs are unlike and that is not allowed
     */
    GateReport run() {
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
        return new FileGate.NamedRun(name(path), GivenRun.read(option, path));
    }

    /** Returns it as seen from the checkout, if it is within: a verdict is read on other machines. */
    private static String name(Path path) {
        Path root = Path.of("").toAbsolutePath();
        Path named = CalledFrom.resolve(path).toAbsolutePath().normalize();
        return (named.startsWith(root) ? root.relativize(named) : path).toString();
    }

    private static void requireAlike(Run baseline, Run candidate) {
        List<Conditions.Compared> unlike = Conditions.differences(baseline, candidate);
        if (!unlike.isEmpty()) {
            throw new SettingsException(unlike.stream()
                    .map(each -> "\n  " + each.difference())
                    .collect(Collectors.joining(
                            "",
                            "the runs are unlike, so neither is a measure of the other:",
                            "\nMeasure both alike, or judge all the same with --allow-different.")));
        }
    }
}
