package timerbench.harness.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import timerbench.harness.stats.ScalingRates;
import timerbench.harness.stats.ScalingRates.EvennessRates;
import timerbench.harness.stats.ScalingRates.LawRates;
import timerbench.harness.stats.ScalingScenario;
import timerbench.settings.SettingsException;

/** Measures how often the intervals of scaling contain the truth. */
@Command(
        name = "calibrate",
        description = {
            "Measures how often the intervals of scaling contain the truth.",
            "Simulates measurements of known truth. Reports how often each 95 %% interval contains it, and how often"
                    + " a peak of the throughput is shown where there is one and where there is none. Loads nothing."
        },
        mixinStandardHelpOptions = true,
        versionProvider = TimerBench.Version.class,
        sortOptions = false,
        exitCodeList = {"0:measured", "2:wrong usage"})
final class SweepCalibrateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--simulations",
            paramLabel = "N",
            description = "Simulations of each scenario. Default: ${DEFAULT-VALUE}")
    private int simulations = 300;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the noise. Default: ${DEFAULT-VALUE}")
    private long seed = 1;

    @Override
    public Integer call() {
        ScalingRates rates = rates();
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "how often 95 %% intervals contain the truth, in %%, of %d simulations each (standard error %.1f),"
                        + " seed %d%n",
                simulations,
                100 * Math.sqrt(0.95 * 0.05 / simulations),
                seed);
        printLaws(out, rates);
        print(out, "serial share of Amdahl's law", ScalingScenario.withSerialShare(), rates::serialShare);
        print(out, "speed-up", ScalingScenario.withSpeedUp(), rates::speedUp);
        print(out, "slope of the memory, with 200 MB at 0 timers", ScalingScenario.withSlope(), rates::slope);
        printEvenness(out, rates);
        out.flush();
        return 0;
    }

    private ScalingRates rates() {
        try {
            return new ScalingRates(simulations, seed);
        } catch (IllegalArgumentException e) {
            throw new SettingsException("--" + e.getMessage(), e);
        }
    }

    private void printLaws(PrintWriter out, ScalingRates rates) {
        out.printf(
                "%n%-71s%11s%11s%7s%17s%7s%n",
                "Universal Scalability Law", "contention", "coherency", "peak", "median of limits", "shown");
        ScalingScenario.withPeak().forEach(scenario -> printLaw(out, scenario, rates.law(scenario)));
        out.println("without a peak");
        int shown = 0;
        List<ScalingScenario> without = ScalingScenario.withoutPeak();
        for (ScalingScenario scenario : without) {
            LawRates found = rates.law(scenario);
            printLaw(out, scenario, found);
            shown += found.shown();
        }
        out.printf(
                Locale.ROOT,
                "  a peak is shown in %d of %,d simulations without one%n",
                shown,
                without.size() * simulations);
    }

    private void printLaw(PrintWriter out, ScalingScenario scenario, LawRates found) {
        String high = Double.isFinite(found.high()) ? String.format(Locale.ROOT, "%.1f", found.high()) : "…";
        out.printf(
                Locale.ROOT,
                "  %-69s%11s%11s%7s%17s%7.1f%n",
                words(scenario),
                percent(found.contention()),
                percent(found.coherency()),
                percent(found.peak()),
                String.format(Locale.ROOT, "%.1f-%s", found.low(), high),
                100.0 * found.shown() / simulations);
        out.flush();
    }

    private static String percent(Optional<Double> share) {
        return share.map(value -> String.format(Locale.ROOT, "%.1f", 100 * value))
                .orElse("-");
    }

    private static String words(ScalingScenario scenario) {
        return scenario.truth() + "; " + scenario.design();
    }

    private static void print(
            PrintWriter out, String title, List<ScalingScenario> scenarios, ToDoubleFunction<ScalingScenario> rate) {
        out.printf("%n%s%n", title);
        for (ScalingScenario scenario : scenarios) {
            out.printf(Locale.ROOT, "  %-69s%11.1f%n", words(scenario), 100 * rate.applyAsDouble(scenario));
            out.flush();
        }
    }

    private static void printEvenness(PrintWriter out, ScalingRates rates) {
        out.printf("%n%-71s%13s%13s%13s%n", "timers placed at random", "above median", "above 95 %", "p below 5 %");
        for (int[] placing : new int[][] {{2, 1_000}, {16, 1_000}, {16, 100_000}, {1_000, 100_000}}) {
            EvennessRates found = rates.evenness(placing[0], placing[1]);
            out.printf(
                    Locale.ROOT,
                    "  %-69s%13.1f%13.1f%13.1f%n",
                    String.format(Locale.ROOT, "%,d in %,d shards", placing[1], placing[0]),
                    100 * found.aboveMedian(),
                    100 * found.aboveHigh(),
                    100 * found.unlikely());
            out.flush();
        }
    }
}
