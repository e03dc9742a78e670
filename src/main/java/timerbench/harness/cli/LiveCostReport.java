package timerbench.harness.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import timerbench.harness.experiment.LiveCost.Live;
import timerbench.harness.experiment.ScrapeCost;
import timerbench.harness.run.ExitCode;
import timerbench.harness.run.JsonText;
import timerbench.harness.stats.Interval;
import timerbench.harness.stats.PairedRatio;

/**
 * What live metrics cost, and whether that is within its limits.
 *
 * @param rate creates a second
 * @param rounds CPU seconds per 100,000 creates; at least one round
 * @param most the highest ratio to a load without live metrics that passes
 */
record LiveCostReport(int rate, List<Map<Live, Double>> rounds, List<ScrapeCost> scrapes, double most) {
    private static final double CONFIDENCE = 0.95;
    private static final double MOST_MILLIS = 50;

    private PairedRatio ratio(Live live) {
        return PairedRatio.of(seconds(live), seconds(Live.OFF), CONFIDENCE).orElseThrow();
    }

    private double[] seconds(Live live) {
        return rounds.stream().mapToDouble(round -> round.get(live)).toArray();
    }

    /** Whether a ratio is within the limit, or above it; empty if the interval has the limit in it. */
    private Optional<Boolean> holds(Live live) {
        return ratio(live)
                .interval()
                .filter(interval -> interval.high() <= most || interval.low() > most)
                .map(interval -> interval.high() <= most);
    }

    /** Returns the exit code: above a limit, not decided, or within all. */
    int exitCode() {
        boolean slow = scrapes.stream().anyMatch(scrape -> scrape.millis() > MOST_MILLIS);
        List<Optional<Boolean>> held = List.of(holds(Live.ON), holds(Live.WATCHED));
        if (slow || held.contains(Optional.of(false))) {
            return ExitCode.THRESHOLD_CROSSED;
        }
        return held.contains(Optional.<Boolean>empty()) ? ExitCode.INCONCLUSIVE : 0;
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
                Locale.ROOT, "%10.2f %10.2f %13.2f%n", round.get(Live.OFF), round.get(Live.ON), round.get(Live.WATCHED))));
        text.append(said(Live.ON)).append(said(Live.WATCHED));
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
                .map(interval -> String.format(
                        Locale.ROOT, "95 %% interval %.3f to %.3f", interval.low(), interval.high()))
                .orElse("no interval");
        String verdict = holds(live)
                .map(within -> within ? "within it" : "above it")
                .orElse("not decided; more --repeats make the interval smaller");
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

    String json() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("exitCode", exitCode());
        fields.put("rate", rate);
        fields.put("limit", most);
        fields.put("rounds", rounds);
        fields.put("on", fields(ratio(Live.ON)));
        fields.put("watched", fields(ratio(Live.WATCHED)));
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
