package timerbench.harness.show;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import timerbench.harness.run.Threshold;
import timerbench.harness.run.Threshold.Standing;
import timerbench.harness.run.Trial;
import timerbench.harness.show.Document.Line;
import timerbench.harness.show.Document.Section;
import timerbench.harness.show.Document.Sentences;
import timerbench.harness.show.Document.Tone;

/** The limits that a trial was judged by, those first that are not met. */
final class ThresholdBlocks {
    private static final List<Standing> ORDER = List.of(Standing.CROSSED, Standing.NOT_JUDGED, Standing.MET);

    private ThresholdBlocks() {}

    static Section section(Trial trial) {
        if (trial.thresholds().isEmpty()) {
            return Section.of("Thresholds", Sentences.text("not judged"));
        }
        List<Table.Row> rows = trial.thresholds().stream()
                .filter(threshold -> !isNoneOfNone(threshold))
                .sorted(Comparator.comparing(threshold -> ORDER.indexOf(threshold.standing())))
                .map(ThresholdBlocks::row)
                .toList();
        List<Table.Column> columns =
                List.of(Table.Column.of("got"), Table.Column.of("limit"), Table.Column.of("standing"));
        return Section.of("Thresholds", Table.of("", columns, rows), Sentences.small(none(trial)));
    }

    /** Something that must not happen at all, and did not, needs no row. */
    private static boolean isNoneOfNone(Threshold threshold) {
        return threshold.standing() == Standing.MET
                && threshold.limit() == 0
                && threshold.got().filter(got -> got == 0).isPresent();
    }

    private static List<String> none(Trial trial) {
        String names = trial.thresholds().stream()
                .filter(ThresholdBlocks::isNoneOfNone)
                .map(Threshold::what)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? List.of() : List.of("Also met, 0 each: " + names + ".");
    }

    private static Table.Row row(Threshold threshold) {
        return new Table.Row(
                Table.Cell.of(threshold.what()),
                List.of(
                        Table.Cell.of(threshold.gotText()),
                        Table.Cell.of(threshold.limitText()),
                        Table.Cell.of(new Line(threshold.standing().word(), tone(threshold.standing())))));
    }

    private static Tone tone(Standing standing) {
        return switch (standing) {
            case CROSSED -> Tone.BAD;
            case NOT_JUDGED -> Tone.UNDECIDED;
            case MET -> Tone.GOOD;
        };
    }
}
