package timerbench.harness.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import timerbench.harness.history.TrendTable;
import timerbench.harness.stats.ChangePointRates;
import timerbench.harness.stats.ChangePoints;
import timerbench.settings.SettingsException;

/** Finds out how often a trend is wrong. */
@Command(
        name = "calibrate",
        description = {
            "Finds out, with series whose truth is known, how often a trend tells a change of level that is none, and how often"
                    + " it finds one that is there.",
            "Nothing is recorded, and nothing of the history is read."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        sortOptions = false)
final class HistoryCalibrateCommand implements Callable<Integer> {
    private static final List<Double> STEPS = List.of(0.025, 0.05, 0.075, 0.1, 0.2);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--values",
            paramLabel = "N",
            description = "Values of each kind of noise, and of the series of each step. Default: ${DEFAULT-VALUE}")
    private int values = 100_000;

    @Option(names = "--seed", paramLabel = "N", description = "Of the noise. Default: ${DEFAULT-VALUE}")
    private long seed = 1;

    @Mixin
    private ChangeOptions changes = new ChangeOptions();

    @Override
    public Integer call() {
        ChangePoints.Rules rules = changes.rules();
        ChangePointRates rates = rates(rules);
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%s; noise with a standard deviation of 5 %%%n%n", TrendTable.rules(rules));
        out.printf(Locale.ROOT, "false changes per 1,000 values of noise alone, of %,d values each%n", values);
        for (ChangePointRates.Noise noise : ChangePointRates.Noise.values()) {
            out.printf(Locale.ROOT, "  %-52s%6.2f%n", noise.words(), rates.falseChangesPerThousand(noise));
            out.flush();
        }
        out.printf("%nfound within five of its place, in the middle of 80 values of normal noise%n");
        for (double step : STEPS) {
            String words = String.format(Locale.ROOT, "a step of %.1f %%", step * 100);
            out.printf(Locale.ROOT, "  %-52s%6.1f %%%n", words, rates.found(step) * 100);
            out.flush();
        }
        return 0;
    }

    private ChangePointRates rates(ChangePoints.Rules rules) {
        try {
            return new ChangePointRates(rules, values, seed);
        } catch (IllegalArgumentException e) {
            throw new SettingsException("--" + e.getMessage(), e);
        }
    }
}
