package timerbench.harness.show;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import timerbench.harness.run.Distribution;
import timerbench.harness.run.Measured;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricName;
import timerbench.harness.run.Numbers;
import timerbench.harness.run.Percentile;
import timerbench.harness.run.Trial;
import timerbench.harness.run.Unit;
import timerbench.harness.show.Document.Facts;
import timerbench.harness.show.Document.Section;
import timerbench.harness.show.Document.Sentences;

/** The metrics of a trial that no other section shows. */
final class OtherBlocks {
    private static final Map<Unit, Double> PER_MILLISECOND = Map.of(Unit.MICROSECONDS, 1e3, Unit.MILLISECONDS, 1.0);

    private static final String START_DELAY = "Start delay: how much later than planned the generator sent a request."
            + " A large one says that the generator was too slow, not the target.";

    private OtherBlocks() {}

    static Section section(Trial trial, Predicate<Metric> isShown) {
        List<Metric> others = trial.metrics().stream().filter(isShown.negate()).toList();
        List<Metric> times = others.stream().filter(OtherBlocks::isTime).toList();
        Map<String, String> facts = new LinkedHashMap<>();
        others.stream().filter(metric -> !isTime(metric)).forEach(metric -> facts.put(name(metric), text(metric)));
        return Section.of(
                "Also measured",
                table(times),
                Sentences.small(times.stream().anyMatch(OtherBlocks::isStartLag) ? List.of(START_DELAY) : List.of()),
                Facts.of(facts));
    }

    private static Table table(List<Metric> times) {
        List<Percentile> percentiles =
                TrialBlocks.shown(times.stream().map(OtherBlocks::samples).toList());
        List<Table.Column> columns = new ArrayList<>(List.of(Table.Column.of("samples")));
        columns.addAll(TrialBlocks.distribution(percentiles));
        return Table.of(
                "",
                columns,
                times.stream()
                        .map(metric -> new Table.Row(
                                Table.Cell.of(name(metric)),
                                TrialBlocks.cells(samples(metric), PER_MILLISECOND.get(metric.unit()), percentiles)))
                        .toList());
    }

    private static String name(Metric metric) {
        return MetricName.of(metric.name(), metric.subject());
    }

    private static boolean isTime(Metric metric) {
        return metric.measured() instanceof Distribution && PER_MILLISECOND.containsKey(metric.unit());
    }

    private static Distribution samples(Metric metric) {
        return (Distribution) metric.measured();
    }

    private static boolean isStartLag(Metric metric) {
        return metric.name().equals(Metric.START_LAG);
    }

    private static String text(Metric metric) {
        if (metric.measured() instanceof Measured.Value single) {
            return Numbers.withUnit(metric.unit(), single.value());
        }
        return metric.measured() instanceof Distribution samples
                ? Numbers.text(samples.count()) + " samples, mean " + Numbers.withUnit(metric.unit(), samples.mean())
                        + ", max " + Numbers.withUnit(metric.unit(), (double) samples.max())
                : Numbers.NOT_MEASURED + ", no samples";
    }
}
