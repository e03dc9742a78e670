package timerbench.harness.show;

import java.util.ArrayList;
import java.util.List;
import timerbench.harness.run.Distribution;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Numbers;
import timerbench.harness.run.Part;
import timerbench.harness.run.Percentile;
import timerbench.harness.run.Trial;
import timerbench.harness.show.Document.Block;
import timerbench.harness.show.Document.Section;
import timerbench.harness.show.Document.Sentences;

/** How late the callbacks of the largest groups of one trial were. */
final class GroupBlocks {
    private static final double MICROS_PER_MILLI = 1e3;

    /** A group with so many times the callbacks of the next one is hot. */
    private static final int HOT = 2;

    private static final String HOW = "Percentiles of groups are known to 1 %.";

    private GroupBlocks() {}

    /** Returns a sentence if one group is much larger than the others, and a table for files. */
    static List<Block> of(Trial trial) {
        List<Part> groups = trial.parts().stream()
                .filter(part -> part.kind() == Part.Kind.GROUP)
                .toList();
        return trial.distribution(Metric.LATENESS, MetricScope.trial())
                .filter(all -> !groups.isEmpty())
                .map(all -> List.<Block>of(
                        hot(groups, all),
                        Section.of("Largest groups", table(groups, all), Sentences.small(HOW))
                                .behindClick()
                                .inFiles()))
                .orElse(List.of());
    }

    private static Sentences hot(List<Part> groups, Distribution all) {
        Part largest = groups.get(0);
        boolean isHot = groups.size() > 1 && fired(largest) >= HOT * fired(groups.get(1));
        return isHot
                ? Sentences.text("Group " + largest.name() + " has " + Numbers.percent(share(largest, all))
                        + " of the first callbacks: " + text(samples(largest)) + "; of all groups "
                        + text(all) + ".")
                : Sentences.text();
    }

    private static String text(Distribution samples) {
        Long p95 = samples.percentiles().get(Percentile.P95);
        return p95 == null
                ? "mean lateness " + Numbers.text(samples.mean() / MICROS_PER_MILLI) + " ms"
                : "p95 lateness " + Numbers.text(p95 / MICROS_PER_MILLI) + " ms";
    }

    private static Table table(List<Part> groups, Distribution all) {
        List<Percentile> percentiles =
                TrialBlocks.shown(groups.stream().map(GroupBlocks::samples).toList());
        List<Table.Column> columns =
                new ArrayList<>(List.of(Table.Column.of("share", "%"), Table.Column.of("first callbacks")));
        columns.addAll(TrialBlocks.distribution(percentiles));
        return new Table(
                "group",
                Table.Labels.TEXT,
                columns,
                groups.stream().map(group -> row(group, all, percentiles)).toList());
    }

    private static Table.Row row(Part group, Distribution all, List<Percentile> percentiles) {
        List<Table.Cell> cells = new ArrayList<>();
        cells.add(Table.Cell.of(Numbers.percentage(share(group, all))));
        cells.addAll(TrialBlocks.cells(samples(group), MICROS_PER_MILLI, percentiles));
        return new Table.Row(Table.Cell.of(group.name()), cells);
    }

    private static double share(Part group, Distribution all) {
        return (double) fired(group) / all.count();
    }

    private static long fired(Part group) {
        return group.fired().orElseThrow();
    }

    private static Distribution samples(Part group) {
        return group.lateness().orElseThrow();
    }
}
