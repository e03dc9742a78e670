package timerbench.harness.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import timerbench.harness.show.CsvText;
import timerbench.harness.show.TrendDocument;
import timerbench.harness.stats.ChangePointRates;
import timerbench.harness.stats.ChangePoints;
import timerbench.harness.stats.Placements;
import timerbench.harness.stats.StepSeries;
import timerbench.settings.SettingsException;

/** Measures how often a trend is wrong. */
@Command(
        name = "calibrate",
        description = {
            "Measures how often a trend is wrong.",
            "Generates series and reports how often a trend finds a change of level where there is none, and how"
                    + " often it finds a real one. Neither reads nor writes the history."
        },
        mixinStandardHelpOptions = true,
        versionProvider = TimerBench.Version.class,
        sortOptions = false,
        exitCodeList = {"0:measured", "2:wrong usage", "3:the file of the series could not be written"})
final class HistoryCalibrateCommand implements Callable<Integer> {
    private static final List<Double> STEPS = List.of(0.025, 0.05, 0.075, 0.1, 0.2);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--values",
            paramLabel = "N",
            description = "Values of each kind of noise, and of the series of each step. Default: ${DEFAULT-VALUE}")
    private int values = 100_000;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the noise. Default: ${DEFAULT-VALUE}")
    private long seed = 1;

    @Option(
            names = "--series",
            paramLabel = "FILE",
            description =
                    "CSV file to write the series of the places to: number, step, place of the step, places found,"
                            + " values.")
    private @Nullable Path series;

    @Mixin
    private HistoryCommand.ChangeOptions changes = new HistoryCommand.ChangeOptions();

    @Override
    public Integer call() throws IOException {
        ChangePoints.Rules rules = changes.rules();
        ChangePointRates rates = rates(rules);
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%s; noise with a standard deviation of 5 %%%n%n", TrendDocument.rules(rules));
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
        printPlacements(out, rules);
        return 0;
    }

    private void printPlacements(PrintWriter out, ChangePoints.Rules rules) throws IOException {
        List<StepSeries> all = StepSeries.all(seed);
        out.printf(
                "%nplaces named for one step in 80 values of normal noise: at value %s, %d series each%n",
                StepSeries.PLACES.stream().map(String::valueOf).collect(Collectors.joining(", ")), StepSeries.EACH);
        Placements sum = new Placements(0, 0, 0, 0);
        for (double step : StepSeries.STEPS) {
            Placements placements = Placements.of(all, step, rules);
            print(out, String.format(Locale.ROOT, "a step of %.1f %%", step * 100), placements);
            sum = sum.plus(placements);
        }
        print(out, "all", sum);
        if (series != null) {
            Path file = GivenPath.resolve(series);
            Files.writeString(file, csv(all, rules));
            out.println("timer-bench: series written to " + file);
        }
        out.flush();
    }

    private static void print(PrintWriter out, String words, Placements placements) {
        out.printf(
                "  %-52sexact %d, within five %d of %d; further changes %d%n",
                words, placements.exact(), placements.near(), placements.series(), placements.further());
    }

    private static String csv(List<StepSeries> all, ChangePoints.Rules rules) {
        CsvText csv = new CsvText(Stream.concat(
                        Stream.of("series", "step", "at", "found"),
                        IntStream.range(0, StepSeries.LENGTH).mapToObj(i -> "value" + i))
                .toList());
        for (int i = 0; i < all.size(); i++) {
            StepSeries one = all.get(i);
            String found = one.found(rules).stream().map(String::valueOf).collect(Collectors.joining(" "));
            csv.row(Stream.concat(Stream.of(i, one.step(), one.at(), found), one.values().stream())
                    .toArray());
        }
        return csv.text();
    }

    private ChangePointRates rates(ChangePoints.Rules rules) {
        try {
            return new ChangePointRates(rules, values, seed);
        } catch (IllegalArgumentException e) {
            throw new SettingsException("--" + e.getMessage(), e);
        }
    }
}
