package timerbench.harness.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import timerbench.harness.experiment.LiveCost.Live;
import timerbench.harness.experiment.LiveParts;
import timerbench.harness.experiment.ScrapeCost;
import timerbench.harness.run.ExitCode;
import timerbench.harness.run.JsonText;
import timerbench.harness.stats.Interval;
import timerbench.harness.stats.Median;
import timerbench.harness.stats.PairedRatio;

/**
 * What live metrics cost, and whether that is within its limits.
 *
 * @param rate creates a second
 * @param rounds CPU seconds per 100,000 creates; at least one round
 * @param most the highest ratio to a load without live metrics that passes
 */
record LiveCostReport(
        int rate, List<Map<Live, Double>> rounds, LiveParts parts, List<ScrapeCost> scrapes, double most) {
    private static final double CONFIDENCE = 0.95;
    private static final double MOST_MILLIS = 50;

    private PairedRatio ratio(Live live) {
        return PairedRatio.of(seconds(live), seconds(Live.OFF), CONFIDENCE).orElseThrow();
    }

    private double[] seconds(Live live) {
        return rounds.stream().mapToDouble(round -> round.get(live)).toArray();
    }

    /** The part of a generator's CPU time that live metrics take while somebody looks, by their parts. */
    private double share() {
        double seconds = Median.of(seconds(Live.OFF));
        return parts.counting(seconds) + parts.watching(seconds, rate);
    }

    private boolean isAbove(Live live) {
        return ratio(live).interval().filter(interval -> interval.low() > most).isPresent();
    }

    /** Returns the exit code. An interval that has the limit in it says nothing against the parts. */
    int exitCode() {
        boolean slow = scrapes.stream().anyMatch(scrape -> scrape.millis() > MOST_MILLIS);
        return slow || 1 + share() > most || isAbove(Live.ON) || isAbove(Live.WATCHED) ? ExitCode.THRESHOLD_CROSSED : 0;
    }

    String text() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%nCPU seconds of the generator per 100,000 creates at %,d/s, in turn, each round on a fresh target:%n"
                        + "%10s %10s %13s%n",
                rate,
                Live.OFF.heading(),
                Live.ON.heading(),
                Live.WATCHED.heading()));
        rounds.forEach(round -> text.append(String.format(
                Locale.ROOT,
                "%10.2f %10.2f %13.2f%n",
                round.get(Live.OFF),
                round.get(Live.ON),
                round.get(Live.WATCHED))));
        text.append(said(Live.ON)).append(said(Live.WATCHED)).append(saidOfParts());
        text.append(String.format(
                Locale.ROOT,
                "%nA scrape from the request to the last byte, median; limit: %.0f ms%n%-11s %-9s %8s %8s %7s%n",
                MOST_MILLIS,
                "series of",
                "format",
                "series",
                "kB",
                "ms"));
        scrapes.forEach(scrape -> text.append(String.format(
                Locale.ROOT,
                "%-11s %-9s %,8d %,8d %7.1f%n",
                scrape.of(),
                scrape.format(),
                scrape.series(),
                scrape.bytes() / 1_000,
                scrape.millis())));
        return text.toString();
    }

    private String said(Live live) {
        PairedRatio ratio = ratio(live);
        String range = ratio.interval()
                .map(interval ->
                        String.format(Locale.ROOT, "95 %% interval %.3f to %.3f", interval.low(), interval.high()))
                .orElse("no interval");
        String verdict = isAbove(live)
                ? "above it"
                : ratio.interval().filter(interval -> interval.high() <= most).isPresent()
                        ? "within it"
                        : "the interval is too large to say";
        return String.format(
                Locale.ROOT,
                "%s / %s: %.3f (%d rounds, %s); limit %.2f: %s%n",
                live.heading(),
                Live.OFF.heading(),
                ratio.ratio(),
                ratio.pairs(),
                range,
                most,
                verdict);
    }

    private String saidOfParts() {
        double seconds = Median.of(seconds(Live.OFF));
        return String.format(
                Locale.ROOT,
                "%nMeasured by themselves: counting takes %.0f ns a request, %.2f %%; an open page and a scraper take"
                        + " %.1f ms a second, %.2f %%.%nTogether %.2f %% of the generator's CPU time; limit %.0f %%: %s%n",
                parts.nanosPerRequest(),
                100 * parts.counting(seconds),
                parts.millisPerSecond(),
                100 * parts.watching(seconds, rate),
                100 * share(),
                100 * (most - 1),
                1 + share() > most ? "above it" : "within it");
    }

    String json() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("exitCode", exitCode());
        fields.put("rate", rate);
        fields.put("limit", most);
        fields.put("rounds", rounds);
        fields.put("on", fields(ratio(Live.ON)));
        fields.put("watched", fields(ratio(Live.WATCHED)));
        fields.put("parts", parts);
        fields.put("share", share());
        fields.put("scrapes", scrapes);
        return JsonText.of(fields);
    }

    private static Map<String, Object> fields(PairedRatio ratio) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("ratio", ratio.ratio());
        Optional<Interval> interval = ratio.interval();
        fields.put("low", interval.map(Interval::low).orElse(null));
        fields.put("high", interval.map(Interval::high).orElse(null));
        return fields;
    }
}
