package timerbench.harness.show;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Numbers;
import timerbench.harness.run.Part;
import timerbench.harness.run.Sharing;
import timerbench.harness.run.Sharing.Figure;
import timerbench.harness.run.Trial;
import timerbench.harness.show.Document.Facts;
import timerbench.harness.show.Document.Section;
import timerbench.harness.show.Document.Sentences;

/** How evenly shards and instances shared the work of one trial, if the target reports it. */
final class ShardBlocks {
    private static final double MICROS_PER_MILLI = 1e3;

    private static final String HOW = "Largest: the largest count over the mean of all. Timers that are each placed at"
            + " random do not fill shards alike either: of 100 such placings, 50 stay below the first value at"
            + " random, and 95 below the second. Variation: the standard deviation of the counts over their mean."
            + " Jain: 1 if all are equal, 1 / n if one has all. p: how likely placing at random is to be as uneven"
            + " (chi-square).";

    private final Trial trial;

    private ShardBlocks(Trial trial) {
        this.trial = trial;
    }

    static Section section(Trial trial) {
        ShardBlocks blocks = new ShardBlocks(trial);
        return Section.of(
                "Shards",
                Facts.of(blocks.facts()),
                Section.of(
                                "Each shard and instance",
                                blocks.figures(),
                                blocks.parts("instance", Part.Kind.INSTANCE),
                                blocks.parts("shard", Part.Kind.SHARD),
                                Sentences.small(blocks.isMeasured() ? List.of(HOW) : List.of()))
                        .behindClick()
                        .inFiles());
    }

    private boolean isMeasured() {
        return measured().findAny().isPresent();
    }

    private Stream<Sharing> measured() {
        return Arrays.stream(Sharing.values())
                .filter(sharing -> value(sharing, Figure.LARGEST).isPresent());
    }

    private Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        measured().forEach(sharing -> facts.put(sharing.text(), fact(sharing)));
        return facts;
    }

    private String fact(Sharing sharing) {
        double largest = value(sharing, Figure.LARGEST).orElseThrow();
        double high = value(sharing, Figure.LARGEST_AT_RANDOM_HIGH).orElse(Double.NaN);
        return "largest " + Numbers.text(largest) + " times the mean; at random "
                + text(sharing, Figure.LARGEST_AT_RANDOM) + ", up to " + Numbers.text(high)
                + (largest > high ? ": less even than at random" : "");
    }

    private Table figures() {
        List<Table.Column> columns = List.of(
                Table.Column.of("largest"),
                Table.Column.of("at random"),
                Table.Column.of("at random, 95 %"),
                Table.Column.of("variation"),
                Table.Column.of("Jain"),
                Table.Column.of("p"));
        return Table.of(
                "",
                columns,
                measured()
                        .map(sharing -> Table.Row.of(
                                sharing.text(),
                                Arrays.stream(Figure.values())
                                        .map(figure -> figure == Figure.CHI_SQUARE_P
                                                ? value(sharing, figure)
                                                        .map(Numbers::pValue)
                                                        .orElse(TrialBlocks.UNSUPPORTED)
                                                : text(sharing, figure))
                                        .toList()))
                        .toList());
    }

    private Table parts(String corner, Part.Kind kind) {
        List<Table.Column> columns = List.of(
                Table.Column.of("stored"), Table.Column.of("callbacks"), Table.Column.of("mean lateness", "ms"));
        return Table.of(
                corner,
                columns,
                trial.parts().stream()
                        .filter(part -> part.kind() == kind)
                        .map(part -> Table.Row.of(part.name(), cells(part)))
                        .toList());
    }

    private static List<String> cells(Part part) {
        List<String> cells = new ArrayList<>();
        cells.add(TrialBlocks.told(part.stored().map(Numbers::text)));
        cells.add(TrialBlocks.told(part.fired().map(Numbers::text)));
        cells.add(part.latenessMean()
                .map(micros -> Numbers.text(micros / MICROS_PER_MILLI))
                .orElse(TrialBlocks.UNSUPPORTED));
        return cells;
    }

    private String text(Sharing sharing, Figure figure) {
        return value(sharing, figure).map(Numbers::text).orElse(TrialBlocks.UNSUPPORTED);
    }

    private Optional<Double> value(Sharing sharing, Figure figure) {
        return trial.value(sharing.metric(figure), MetricScope.trial());
    }
}
