package timerbench.harness.show;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import timerbench.harness.judge.recover.FaultFigure;
import timerbench.harness.judge.recover.FaultRun;
import timerbench.harness.judge.recover.RecoverPlan.PlannedFault;
import timerbench.harness.judge.recover.RecoverResult;
import timerbench.harness.judge.recover.RecoveryMetric;
import timerbench.harness.run.Numbers;
import timerbench.harness.run.Threshold;
import timerbench.harness.show.Document.Line;
import timerbench.harness.show.Document.Link;
import timerbench.harness.show.Document.Sentences;
import timerbench.harness.show.Document.Tone;

/** The tables of a recovery experiment: all faults, and all runs. */
final class RecoverTables {
    /** What decides comes first: a console that is too narrow for all shows the others below. */
    private static final List<RecoveryMetric> COLUMNS = List.of(
            RecoveryMetric.TIME_TO_STEADY,
            RecoveryMetric.LOST,
            RecoveryMetric.DUPLICATES,
            RecoveryMetric.LATEST_TIMER,
            RecoveryMetric.TIME_TO_DETECT,
            RecoveryMetric.TIME_TO_FIRST_GOOD,
            RecoveryMetric.TIME_TO_NO_BACKLOG,
            RecoveryMetric.TIMERS_LATE,
            RecoveryMetric.CAPACITY_LOST);

    private static final List<RecoveryMetric> OF_RUNS = List.of(
            RecoveryMetric.TIME_TO_STEADY,
            RecoveryMetric.TIMERS_LATE,
            RecoveryMetric.LATEST_TIMER,
            RecoveryMetric.LOST,
            RecoveryMetric.DUPLICATES);

    private final RecoverResult result;

    RecoverTables(RecoverResult result) {
        this.result = result;
    }

    /** Returns a row for each fault. */
    Table faults() {
        List<Table.Column> columns = new ArrayList<>(List.of(Table.Column.of("not recovered")));
        COLUMNS.forEach(metric -> columns.add(column(metric)));
        return Table.of(
                "fault", columns, result.plan().faults().stream().map(this::row).toList());
    }

    private static Table.Column column(RecoveryMetric metric) {
        return Table.Column.of(metric.label(), RecoverText.unit(metric));
    }

    private Table.Row row(PlannedFault fault) {
        int runs = result.counted(fault).size();
        if (runs == 0) {
            return new Table.Row(
                    Table.Cell.of(fault.text()), List.of(Table.Cell.over(1 + COLUMNS.size(), Numbers.NOT_MEASURED)));
        }
        List<FaultFigure> figures =
                COLUMNS.stream().map(metric -> result.figure(fault, metric)).toList();
        List<String> confidences = figures.stream()
                .filter(figure -> isMedian(figure.metric()))
                .flatMap(figure -> figure.confidence().stream())
                .map(Numbers::percent)
                .distinct()
                .toList();
        int missed = figures.get(0).notReached();
        List<Table.Cell> cells = new ArrayList<>();
        cells.add(Table.Cell.of(new Line(missed + " of " + runs, missed > 0 ? Tone.BAD : Tone.PLAIN)));
        figures.forEach(figure -> cells.add(cell(figure, confidences.size())));
        return new Table.Row(label(fault, confidences), cells);
    }

    /** Returns whether a fault is shown by the median of its runs, rather than by the sum or the largest. */
    private static boolean isMedian(RecoveryMetric metric) {
        return !metric.isViolation() && metric != RecoveryMetric.LATEST_TIMER;
    }

    /** Returns a label with the confidence of the intervals, if all have the same. */
    private static Table.Cell label(PlannedFault fault, List<String> confidences) {
        return confidences.isEmpty()
                ? Table.Cell.of(fault.text())
                : Table.Cell.of(fault.text(), confidences.size() == 1 ? confidences.get(0) : "interval");
    }

    private static Table.Cell cell(FaultFigure figure, int confidences) {
        if (!isMedian(figure.metric())) {
            return Table.Cell.of(ofAllRuns(figure));
        }
        Table.Cell median = Table.Cell.of(RecoverText.median(figure));
        if (confidences == 0) {
            return median;
        }
        String confidence = figure.confidence()
                .filter(known -> confidences > 1)
                .map(known -> " (" + Numbers.percent(known) + ")")
                .orElse("");
        return median.and(Line.of(
                RecoverText.interval(figure).map(text -> text + confidence).orElse("")));
    }

    private static Line ofAllRuns(FaultFigure figure) {
        RecoveryMetric metric = figure.metric();
        Optional<Double> value = metric.isViolation() ? figure.sum() : figure.largest();
        boolean isBad = metric == RecoveryMetric.LOST && value.orElse(0.0) > 0;
        String text = value.map(known -> RecoverText.value(metric, known)).orElse(Numbers.NOT_MEASURED);
        return new Line(text, isBad ? Tone.BAD : Tone.PLAIN);
    }

    /** Returns what the signs mean that are in the table of faults. */
    Sentences signs() {
        List<String> signs = new ArrayList<>();
        signs.add(
                "Seconds since the fault began. Medians of its runs; lost and duplicates: all of its runs; latest timer:"
                        + " the latest of them.");
        List<FaultFigure> figures = result.plan().faults().stream()
                .flatMap(fault -> COLUMNS.stream().map(metric -> result.figure(fault, metric)))
                .toList();
        if (figures.stream().anyMatch(figure -> figure.confidence().isPresent())) {
            signs.add("Below each median is its interval; %: how often such an interval contains the true median.");
        }
        if (figures.stream().anyMatch(figure -> figure.notReached() > 0)) {
            signs.add("A run that did not reach a time counts as longer than all runs that did; " + RecoverText.NEVER
                    + ": at least half of the runs did not.");
        }
        if (figures.stream()
                .anyMatch(figure -> figure.low().isPresent() && figure.high().isEmpty())) {
            signs.add(RecoverText.AT_LEAST + ": the interval has no upper limit.");
        }
        return Sentences.small(String.join(" ", signs));
    }

    /** Returns a row for each run, in the order in which they were made, with links to its report. */
    Table runs() {
        List<Table.Column> columns = new ArrayList<>(List.of(Table.Column.text("result")));
        OF_RUNS.forEach(metric -> columns.add(column(metric)));
        columns.add(Table.Column.text("files"));
        return Table.of(
                "run",
                columns,
                result.results().stream().map(RecoverTables::row).toList());
    }

    private static Table.Row row(FaultRun run) {
        List<Table.Cell> cells = new ArrayList<>();
        cells.add(outcome(run));
        for (RecoveryMetric metric : OF_RUNS) {
            String missing = metric.isReached() && run.trial().isPresent() ? RecoverText.NEVER : Numbers.NOT_MEASURED;
            cells.add(Table.Cell.of(run.value(metric)
                    .map(value -> RecoverText.value(metric, value))
                    .orElse(missing)));
        }
        cells.add(Table.Cell.links(run.run().stream()
                .map(known -> run.cell().folder() + "/" + known.runId() + "/")
                .flatMap(folder -> List.of(
                        new Link("report", "./" + folder + "report.html"),
                        new Link("run.json", "./" + folder + "run.json"))
                        .stream())
                .toList()));
        return new Table.Row(Table.Cell.of(run.cell().text()), cells);
    }

    private static Table.Cell outcome(FaultRun run) {
        if (run.failure().isPresent()) {
            return Table.Cell.of(new Line("does not count: " + run.failure().get(), Tone.BAD));
        } else if (!run.isRecovered()) {
            return Table.Cell.of(new Line("not recovered", Tone.BAD));
        }
        Table.Cell recovered = Table.Cell.of("recovered");
        for (Threshold threshold : run.crossed()) {
            recovered = recovered.and(new Line("crossed: " + threshold.text(), Tone.BAD));
        }
        return recovered;
    }
}
