package timerbench.harness.show;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import timerbench.harness.judge.recover.FaultFigure;
import timerbench.harness.judge.recover.FaultRun;
import timerbench.harness.judge.recover.RecoverPlan;
import timerbench.harness.judge.recover.RecoverPlan.Cell;
import timerbench.harness.judge.recover.RecoverPlan.PlannedFault;
import timerbench.harness.judge.recover.RecoverResult;
import timerbench.harness.run.Numbers;
import timerbench.harness.run.Run;
import timerbench.harness.run.RunTarget;
import timerbench.harness.show.Document.Block;
import timerbench.harness.show.Document.Fact;
import timerbench.harness.show.Document.Facts;
import timerbench.harness.show.Document.Plots;
import timerbench.harness.show.Document.Section;
import timerbench.harness.show.Document.Sentences;

/** A recovery experiment: its totals, the table of faults, their time lines, each run, and the conditions. */
final class RecoverDocument {
    private static final String DOT = " · ";
    private static final String UNKNOWN = "unknown: no run left results";

    private static final String HOW_TO_READ_LINES = "Second 0 is the begin of the fault, and the grey band the fault"
            + " itself (its median). Thin lines are the runs, the bold line is the median of those that still have a"
            + " value. The dashed line is the median time to steady. All faults have the same axis of time. A percentile is"
            + " drawn where its window has enough samples: 100 for a p95, 10 for a p50.";

    private RecoverDocument() {}

    static Document of(RecoverResult result) {
        RecoverText text = new RecoverText(result);
        RecoverTables tables = new RecoverTables(result);
        List<Block> blocks = new ArrayList<>();
        blocks.add(About.of(result.runs().toList()));
        blocks.add(Sentences.troubles(troubles(result)));
        blocks.add(Section.of("Result", text.items()));
        blocks.add(Section.of("Faults", tables.faults(), tables.signs()));
        blocks.add(timeLines(result).onPage());
        blocks.add(Section.of("Runs", tables.runs()).onPage());
        blocks.add(Section.of("How to read this", Sentences.small(explanation(result.plan()))));
        blocks.add(Section.of("Conditions", new Facts(facts(result))).behindClick());
        return new Document(result.id() + DOT + "timer-bench", text.headline(), blocks);
    }

    private static List<String> troubles(RecoverResult result) {
        List<String> troubles = new ArrayList<>();
        for (FaultRun failed : result.failures()) {
            troubles.add(failed.cell().text() + ": does not count: "
                    + failed.failure().orElseThrow());
        }
        if (!result.isComplete()) {
            troubles.add("NOT COMPLETE: " + result.results().size() + " of "
                    + result.plan().order().size() + " runs were made");
        }
        return troubles;
    }

    private static Section timeLines(RecoverResult result) {
        RecoverPlots plots = new RecoverPlots(result);
        List<Block> blocks = new ArrayList<>();
        for (PlannedFault fault : result.plan().faults()) {
            blocks.add(Section.of(fault.text(), new Plots(plots.of(fault))));
        }
        boolean isEmpty = blocks.stream().allMatch(Block::isEmpty);
        blocks.add(0, Sentences.small(isEmpty ? List.of() : List.of(HOW_TO_READ_LINES)));
        return Section.of("Time lines", blocks.toArray(Block[]::new));
    }

    private static List<String> explanation(RecoverPlan plan) {
        List<String> sentences = new ArrayList<>();
        sentences.add("The baseline is the steady load before the fault; the limits of a slow request and an overdue"
                + " timer follow from it. Detected: the first request that failed or was slow, or the first overdue"
                + " timer. First good answer: to a request that was sent after a bad one. No backlog: no timer is"
                + " overdue any more. Steady again: the begin of the first seconds on end in which rate, p95 response"
                + " time and p95 lateness are those of the baseline, within its tolerance, after the fault is over.");
        sentences.add("Timers late: overdue until then. Capacity lost: how many fewer good answers than at the"
                + " baseline's rate arrived until it had stayed steady, negative if more.");
        sentences.add(
                plan.repeats() == 1
                        ? "One repeat: no interval."
                        : "Intervals come from the order of the values"
                                + (plan.repeats() < 6
                                        ? ". Fewer than 6 repeats cannot reach "
                                                + Numbers.percent(FaultFigure.CONFIDENCE)
                                                + ", so the interval is that of all values."
                                        : "."));
        return sentences;
    }

    private static List<Fact> facts(RecoverResult result) {
        RecoverPlan plan = result.plan();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("experiment", result.id()));
        facts.add(new Fact(
                "faults", plan.faults().stream().map(PlannedFault::name).collect(Collectors.joining(", "))));
        facts.add(new Fact("load", load(result)));
        if (!result.settings().isEmpty()) {
            facts.add(new Fact("settings", ComparisonDocument.equations(result.settings())));
        }
        facts.add(new Fact(
                "machine",
                result.anyRun()
                        .map(run -> ComparisonDocument.machine(run.environment()))
                        .orElse(UNKNOWN)));
        facts.add(new Fact(
                "target",
                result.anyRun().map(Run::target).map(RecoverDocument::text).orElse(UNKNOWN)));
        byRepeat(plan).forEach((repeat, cells) -> facts.add(new Fact("order " + repeat, order(cells))));
        return facts;
    }

    private static String load(RecoverResult result) {
        RecoverPlan plan = result.plan();
        return result.anyRun()
                        .map(run -> run.simulation() + DOT + "profile "
                                + run.profile().name())
                        .orElse(UNKNOWN)
                + DOT + plan.repeats() + (plan.repeats() == 1 ? " repeat" : " repeats") + DOT
                + "order drawn from seed " + plan.seed();
    }

    private static String text(RunTarget target) {
        return target.text()
                + target.database().map(known -> DOT + known.text()).orElse("");
    }

    private static Map<Integer, List<Cell>> byRepeat(RecoverPlan plan) {
        return plan.order().stream().collect(Collectors.groupingBy(Cell::repeat, TreeMap::new, Collectors.toList()));
    }

    private static String order(List<Cell> cells) {
        return cells.stream().map(cell -> cell.fault().name()).collect(Collectors.joining(", "));
    }
}
