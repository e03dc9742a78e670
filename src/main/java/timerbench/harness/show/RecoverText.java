package timerbench.harness.show;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import timerbench.harness.judge.recover.FaultFigure;
import timerbench.harness.judge.recover.RecoverPlan.PlannedFault;
import timerbench.harness.judge.recover.RecoverResult;
import timerbench.harness.judge.recover.RecoveryMetric;
import timerbench.harness.run.Numbers;
import timerbench.harness.run.Unit;
import timerbench.harness.show.Document.Items;
import timerbench.harness.show.Document.Line;
import timerbench.harness.show.Document.Tone;

/** A recovery experiment in sentences: what the faults did, first all of them together. */
final class RecoverText {
    /** Stands for a time that was not reached before the end of the runs. */
    static final String NEVER = "never";

    /** Stands before the lower limit of an interval that has no upper one. */
    static final String AT_LEAST = "≥";

    private static final double MICROS_PER_SECOND = 1e6;

    private final RecoverResult result;

    RecoverText(RecoverResult result) {
        this.result = result;
    }

    /** Returns the result in a sentence, in its tone. */
    Line headline() {
        return new Line(totals(), VerdictText.of(result.verdict()).tone());
    }

    /** Returns the totals in a sentence. */
    String totals() {
        List<String> parts = new ArrayList<>();
        int counted = result.counted().size();
        parts.add(count(counted, "fault"));
        parts.add(Numbers.text(result.recovered()) + " recovered");
        parts.add(count(RecoveryMetric.LOST, "timer") + " lost");
        parts.add(count(RecoveryMetric.DUPLICATES, "duplicate"));
        if (result.crossed() > 0) {
            parts.add("a threshold crossed in " + count(result.crossed(), "run"));
        }
        int failed = result.failures().size();
        if (failed > 0) {
            parts.add(count(failed, "run") + " failed");
        }
        return String.join(", ", parts);
    }

    private String count(RecoveryMetric metric, String noun) {
        if (result.counted().isEmpty()) {
            return "0 " + noun + "s";
        }
        return result.total(metric)
                .map(total -> count(total.longValue(), noun))
                .orElse("unknown number of " + noun + "s");
    }

    private static String count(long count, String noun) {
        return Numbers.text(count) + " " + noun + (count == 1 ? "" : "s");
    }

    /** Returns a sentence each about losses, the slowest fault, the latest timer and whatever went wrong. */
    Items items() {
        List<Line> items = new ArrayList<>();
        result.losingAtMost().ifPresent(share -> items.add(Line.of(losses(share))));
        slowest().ifPresent(items::add);
        latest().ifPresent(items::add);
        notRecovered().forEach(text -> items.add(new Line("not recovered: " + text, Tone.BAD)));
        crossed().forEach(text -> items.add(new Line("threshold crossed: " + text, Tone.BAD)));
        return new Items(items);
    }

    private String losses(double share) {
        return "lost: "
                + result.total(RecoveryMetric.LOST)
                        .map(lost -> Numbers.text(lost.longValue()) + " of " + count(result.timers(), "timer"))
                        .orElse(Numbers.NOT_MEASURED)
                + ". From " + count(result.counted().size(), "fault") + ", at most "
                + Numbers.percentRoundedUp(share) + " of such faults lose a timer ("
                + Numbers.percent(FaultFigure.CONFIDENCE) + " confidence)";
    }

    private Optional<Line> slowest() {
        return result.plan().faults().stream()
                .filter(fault -> steady(fault).isMeasured())
                .reduce((one, other) -> rank(one) >= rank(other) ? one : other)
                .map(fault -> Line.of("slowest to be steady again: after " + fault.text() + ", "
                        + inSeconds(median(steady(fault)))
                        + interval(steady(fault)).map(text -> " (" + text + ")").orElse("")));
    }

    private FaultFigure steady(PlannedFault fault) {
        return result.figure(fault, RecoveryMetric.TIME_TO_STEADY);
    }

    private double rank(PlannedFault fault) {
        return steady(fault).median().orElse(Double.POSITIVE_INFINITY);
    }

    private static String inSeconds(String median) {
        return median.equals(NEVER) ? "in half of the runs or more not at all" : "median " + median + " s";
    }

    private Optional<Line> latest() {
        return result.plan().faults().stream()
                .filter(fault -> latest(fault) > 0)
                .reduce((one, other) -> latest(one) >= latest(other) ? one : other)
                .map(fault -> Line.of("latest timer: " + value(RecoveryMetric.LATEST_TIMER, latest(fault))
                        + " s late, after " + fault.text()));
    }

    private double latest(PlannedFault fault) {
        return result.figure(fault, RecoveryMetric.LATEST_TIMER).largest().orElse(0.0);
    }

    /** Returns the faults after which a run did not recover, each with the number of such runs. */
    List<String> notRecovered() {
        return result.plan().faults().stream()
                .filter(fault -> missed(fault) > 0)
                .map(fault -> fault.text() + ", in " + missed(fault) + " of " + runs(fault))
                .toList();
    }

    private int missed(PlannedFault fault) {
        return steady(fault).notReached();
    }

    private String runs(PlannedFault fault) {
        return count(result.counted(fault).size(), "run");
    }

    /** Returns the thresholds that were crossed after each fault, each with the number of such runs. */
    List<String> crossed() {
        List<String> texts = new ArrayList<>();
        for (PlannedFault fault : result.plan().faults()) {
            Map<String, Long> limits = result.counted(fault).stream()
                    .flatMap(run -> run.crossed().stream())
                    .map(threshold -> threshold.what() + " " + threshold.limitText())
                    .collect(Collectors.groupingBy(limit -> limit, LinkedHashMap::new, Collectors.counting()));
            limits.forEach(
                    (limit, count) -> texts.add(fault.text() + ": " + limit + ", in " + count + " of " + runs(fault)));
        }
        return texts;
    }

    /** Returns the median as people read it. */
    static String median(FaultFigure figure) {
        return figure.isMeasured()
                ? figure.median().map(value -> value(figure.metric(), value)).orElse(NEVER)
                : Numbers.NOT_MEASURED;
    }

    /** Returns the limits of the interval; empty if there is none, or no run reached the time. */
    static Optional<String> interval(FaultFigure figure) {
        return figure.low()
                .map(low -> figure.high()
                        .map(high -> value(figure.metric(), low) + "–" + value(figure.metric(), high))
                        .orElseGet(() -> AT_LEAST + value(figure.metric(), low)));
    }

    /** Returns a value in the unit that people read it in. Counts are whole; a capacity lost may be negative. */
    static String value(RecoveryMetric metric, double value) {
        return switch (metric.unit()) {
            case ONE -> Numbers.text(Math.round(value));
            case MICROSECONDS -> Numbers.text(value / MICROS_PER_SECOND);
            default -> Numbers.text(value);
        };
    }

    /** Returns the unit that people read a figure in; empty for a count. */
    static String unit(RecoveryMetric metric) {
        return metric.unit() == Unit.ONE ? "" : Unit.SECONDS.symbol();
    }
}
