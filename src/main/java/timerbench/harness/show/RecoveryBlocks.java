package timerbench.harness.show;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Numbers;
import timerbench.harness.run.Trial;
import timerbench.harness.run.Unit;
import timerbench.harness.show.Document.Facts;
import timerbench.harness.show.Document.Section;
import timerbench.harness.show.Document.Sentences;

/** How one trial recovered from its fault. Trials without a fault of their own have no such section. */
final class RecoveryBlocks {
    private static final Set<String> SHOWN = Set.of(
            Metric.TIME_TO_DETECT,
            Metric.TIME_TO_FIRST_GOOD,
            Metric.TIME_TO_NO_BACKLOG,
            Metric.TIME_TO_STEADY,
            Metric.FAULT_LASTED,
            Metric.CAPACITY_LOST,
            Metric.TIMERS_LATE,
            Metric.LATEST_TIMER,
            Metric.BASELINE_RATE,
            Metric.BASELINE_RESPONSE_P95,
            Metric.BASELINE_LATENESS_P95,
            Metric.BASELINE_LATENESS_P99);

    private static final List<String> HOW = List.of(
            "Times count from the begin of the fault. The notes have the limits of a steady second and of an overdue"
                    + " timer, which follow from the load before the fault.",
            "Noticed: the first request that failed or was slow, or the first overdue timer. First good answer: to a"
                    + " request that was sent after the first bad one. No backlog: the end of the last time, begun"
                    + " before the load was steady, in which a timer was overdue. Steady again: the begin of the"
                    + " first seconds on end that are steady, after the fault is over. Capacity lost: how many fewer"
                    + " good answers than at the rate before arrived until the last of these seconds; negative if"
                    + " more. Timers late: those that were overdue, of those due before the load was steady.");

    private final Trial trial;

    private RecoveryBlocks(Trial trial) {
        this.trial = trial;
    }

    static Section section(Trial trial) {
        RecoveryBlocks blocks = new RecoveryBlocks(trial);
        boolean isMeasured = blocks.value(Metric.BASELINE_RATE).isPresent();
        return Section.of(
                "Recovery",
                Facts.of(isMeasured ? blocks.facts() : Map.of()),
                Sentences.small(isMeasured ? HOW : List.of()));
    }

    /** Returns whether the section shows a metric. */
    static boolean shows(Metric metric) {
        return metric.subject().equals(MetricScope.trial()) && SHOWN.contains(metric.name());
    }

    private Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("noticed", time(Metric.TIME_TO_DETECT, "not noticed"));
        facts.put("first good answer", time(Metric.TIME_TO_FIRST_GOOD, "never"));
        facts.put("fault over", time(Metric.FAULT_LASTED, "never"));
        facts.put("no backlog", time(Metric.TIME_TO_NO_BACKLOG, "never: a timer was never called back"));
        facts.put("steady again", time(Metric.TIME_TO_STEADY, "never: not recovered"));
        facts.put("capacity lost", told(Metric.CAPACITY_LOST, Unit.ONE) + " good answers");
        facts.put("timers late", timers());
        facts.put("before the fault", before());
        return facts;
    }

    private String time(String metric, String otherwise) {
        return value(metric)
                .map(seconds -> "after " + Numbers.withUnit(Unit.SECONDS, seconds))
                .orElse(otherwise);
    }

    private String timers() {
        return told(Metric.TIMERS_LATE, Unit.ONE)
                + value(Metric.LATEST_TIMER)
                        .map(micros -> ", the latest timer by " + Numbers.withUnit(Unit.MICROSECONDS, micros))
                        .orElse("");
    }

    private String before() {
        List<String> figures = new ArrayList<>();
        figures.add(told(Metric.BASELINE_RATE, Unit.PER_SECOND));
        figures.add("p95 response time " + told(Metric.BASELINE_RESPONSE_P95, Unit.MILLISECONDS));
        figures.add("p95 lateness " + told(Metric.BASELINE_LATENESS_P95, Unit.MICROSECONDS));
        figures.add("p99 lateness " + told(Metric.BASELINE_LATENESS_P99, Unit.MICROSECONDS));
        return String.join(", ", figures);
    }

    private String told(String metric, Unit unit) {
        return value(metric).map(known -> Numbers.withUnit(unit, known)).orElse(Numbers.NOT_MEASURED);
    }

    private Optional<Double> value(String metric) {
        return trial.value(metric, MetricScope.trial());
    }
}
