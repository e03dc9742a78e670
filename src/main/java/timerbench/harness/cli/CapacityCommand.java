package timerbench.harness.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import timerbench.harness.result.Distribution;
import timerbench.harness.result.Measured;
import timerbench.harness.result.Metric;
import timerbench.harness.result.Percentile;
import timerbench.harness.result.Run;
import timerbench.harness.result.RunFile;
import timerbench.harness.result.Subject;
import timerbench.harness.result.Trial;
import timerbench.harness.target.BareDriver;
import timerbench.harness.target.TargetException;

/**
 * Creates timers at rising rates, each on a fresh target, until one does not hold, and sets the highest against what the
 * bare driver writes. The bare driver is measured before every rate, so that both see the same machine.
 */
@Command(
        name = "capacity",
        description = "Finds the highest rate of creates that holds on the embedded service and PostgreSQL: no error,"
                + " p95 within its limit, 98 %% of the rate asked for; and its ratio to the bare driver.",
        mixinStandardHelpOptions = true)
final class CapacityCommand implements Callable<Integer> {
    private static final double LEAST_THROUGHPUT = 0.98;
    private static final Duration BARE_WARM_UP = Duration.ofSeconds(3);
    private static final Duration BARE = Duration.ofSeconds(5);

    @Option(names = "--rates", split = ",", description = "Creates a second, rising. Default: ${DEFAULT-VALUE}")
    private List<Integer> rates = List.of(5_000, 6_000, 7_000, 8_000, 9_000, 10_000);

    @Option(names = "--hold", description = "Seconds that each rate is held. Default: ${DEFAULT-VALUE}")
    private int holdSeconds = 30;

    @Option(names = "--p95", description = "The p95 that holds, in milliseconds. Default: ${DEFAULT-VALUE}")
    private int p95Millis = 45;

    /** What one rate came to. */
    private record Step(int asked, double got, long p95Millis, double errorRate, double serviceMb, double bare) {
        boolean holds(int p95Limit) {
            return errorRate == 0 && p95Millis <= p95Limit && got >= LEAST_THROUGHPUT * asked;
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Step> steps = new ArrayList<>();
        try {
            for (int rate : rates) {
                double bare = BareDriver.rowsPerSecond(BARE_WARM_UP, BARE, Duration.ofSeconds(60));
                steps.add(step(rate, bare, load(rate)));
                if (!steps.get(steps.size() - 1).holds(p95Millis)) {
                    break;
                }
            }
        } finally {
            // What was measured stands, even if a later rate brought the run down.
            if (!steps.isEmpty()) {
                print(steps);
            }
        }
        return 0;
    }

    private Run load(int rate) throws IOException, InterruptedException {
        List<String> command = List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx1G",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-Dtimerbench.profile=smoke",
                "-Dtimerbench.target=embedded",
                "-Dtimerbench.database=postgres",
                "-Dtimerbench.creation.warmUp=15s",
                "-Dtimerbench.creation.ramp=20s",
                "-Dtimerbench.creation.hold=" + holdSeconds + "s",
                "-Dtimerbench.creation.targetRate=" + rate,
                "-cp",
                System.getProperty("java.class.path"),
                "io.gatling.app.Gatling",
                "-s",
                "simulations.TimerCreationSimulation",
                "-rf",
                "results");
        // A rate that crosses a threshold is an answer, not a failure of the command: 2 is Gatling's code for it.
        int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (exit != 0 && exit != 2) {
            throw new TargetException("the run at " + rate + "/s ended with exit code " + exit);
        }
        return RunFile.read(Path.of("results", "latest"));
    }

    private static Step step(int rate, double bare, Run run) {
        Trial trial = run.trials().get(0);
        Distribution times = (Distribution) measured(trial, Metric.RESPONSE_TIME, Subject.operation("create"));
        return new Step(
                rate,
                value(trial, Metric.THROUGHPUT, Subject.operation("create")),
                times.percentiles().get(Percentile.P95),
                value(trial, Metric.ERROR_RATE, Subject.operation("create")),
                value(trial, Metric.MEMORY, Subject.process(Subject.SERVICE)),
                bare);
    }

    private static double value(Trial trial, String name, Subject subject) {
        return ((Measured.Value) measured(trial, name, subject)).value();
    }

    private static Measured measured(Trial trial, String name, Subject subject) {
        return trial.metric(name, subject)
                .orElseThrow(() -> new TargetException("the run has no " + name))
                .measured();
    }

    private void print(List<Step> steps) {
        double bare = steps.stream().mapToDouble(Step::bare).sorted().toArray()[steps.size() / 2];
        System.out.printf(
                Locale.ROOT, "%n%8s %8s %8s %8s %12s %14s%n", "asked/s", "got/s", "p95 ms", "errors", "service MB", "");
        for (Step step : steps) {
            System.out.printf(
                    Locale.ROOT,
                    "%8d %8.0f %8d %7.2f%% %12.1f %14s%n",
                    step.asked(),
                    step.got(),
                    step.p95Millis(),
                    step.errorRate() * 100,
                    step.serviceMb(),
                    step.holds(p95Millis) ? "holds" : "does not hold");
        }
        System.out.printf(Locale.ROOT, "bare driver, batches of 100: %.0f rows/s (median of %d)%n", bare, steps.size());
        steps.stream()
                .filter(step -> step.holds(p95Millis))
                .reduce((lower, higher) -> higher)
                .ifPresentOrElse(
                        best -> System.out.printf(
                                Locale.ROOT,
                                "highest rate that holds: %d/s, %.2f of the bare driver%n",
                                best.asked(),
                                best.asked() / bare),
                        () -> System.out.println("no rate holds"));
    }
}
