package timerbench.harness.show;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import timerbench.harness.judge.scaling.Axis;
import timerbench.harness.judge.scaling.Measure;
import timerbench.harness.judge.scaling.ScalingLine;
import timerbench.harness.judge.scaling.Sweep;
import timerbench.harness.judge.scaling.SweepPlan;
import timerbench.harness.judge.scaling.SweepPlan.Cell;
import timerbench.harness.run.RunEnvironment;
import timerbench.harness.show.Document.Block;
import timerbench.harness.show.Document.Fact;
import timerbench.harness.show.Document.Facts;
import timerbench.harness.show.Document.Items;
import timerbench.harness.show.Document.Line;
import timerbench.harness.show.Document.Section;
import timerbench.harness.show.Document.Sentences;

/** A sweep: its result, then the points of each line, then how to read them, and their conditions. */
final class SweepDocument {
    private static final String DOT = " · ";

    private SweepDocument() {}

    static Document of(Sweep sweep) {
        SweepSentences sentences = new SweepSentences(sweep);
        SweepBlocks points = new SweepBlocks(sweep);
        List<Block> blocks = new ArrayList<>();
        blocks.add(About.of(sweep.left().toList()));
        blocks.add(Sentences.troubles(sentences.troubles()));
        if (hasParagraph(sweep)) {
            blocks.add(Sentences.answer(ScaleParagraph.text(sweep)));
        }
        blocks.add(new Document.Plots(points.plots(), caption(sweep)));
        for (ScalingLine line : sweep.lines()) {
            blocks.add(Section.of(
                    sentences.what() + sentences.at(line), points.table(line), Items.of(sentences.items(line))));
        }
        blocks.add(Section.of("How to read this", Sentences.small(explanation(sweep))));
        blocks.add(Section.of("Conditions", new Facts(facts(sweep))).behindClick());
        return new Document(sweep.id() + DOT + "timer-bench", Line.of(sentences.headline()), blocks);
    }

    /** Returns whether the sweep is one that the paragraph can sum up. */
    static boolean hasParagraph(Sweep sweep) {
        return sweep.plan().measure() == Measure.CAPACITY && sweep.plan().axes().size() == 1;
    }

    private static String caption(Sweep sweep) {
        boolean hasBounds = sweep.lines().stream()
                .flatMap(line -> line.points().stream())
                .anyMatch(point -> point.atLeast().isPresent());
        boolean hasLaw = sweep.lines().stream().anyMatch(line -> line.usl().isPresent());
        return "The line joins the medians; a whisker is an interval, each dot a repeat."
                + (hasBounds ? " An arrow: at least that." : "")
                + (sweep.plan().axis().isOfResources() ? " Dashed: in proportion to the first point." : "")
                + (hasLaw ? " Thin: the Universal Scalability Law." : "");
    }

    private static List<String> explanation(Sweep sweep) {
        List<String> sentences = new ArrayList<>();
        boolean isOfResources = sweep.plan().axis().isOfResources();
        sentences.add(explanation(sweep.plan().measure()));
        if (sweep.plan().measure() != Measure.DEMAND) {
            sentences.add("The figures are medians; the percentage says how often such an interval contains the true"
                    + " median. " + (isOfResources ? "speed-up" : "ratio") + ": to the smallest value, of geometric"
                    + " means, with Welch's 95 % interval on logarithms, each by itself"
                    + (sweep.plan().measure() == Measure.CAPACITY ? ", wider by as much as the search left open." : ".")
                    + (isOfResources ? " efficiency: speed-up, divided by how many times the value is larger." : ""));
        }
        sentences.add("limited by, machine busy: of most runs, and the median; of a search for the highest rate, in the"
                + " last step at the lowest rate that missed the limits. throttled: the share of periods in which a"
                + " limit on processors stopped the process.");
        return sentences;
    }

    private static String explanation(Measure measure) {
        return switch (measure) {
            case THROUGHPUT -> "throughput: operations that succeed per second, of users that never pause.";
            case CAPACITY ->
                "capacity: the highest rate of timers, created and called back, at which no limit is missed (p95 of"
                        + " response time and lateness, errors, lost callbacks, backlog). A rate of a run is as"
                        + " close to the limit as breakpoint.search.precision says.";
            case DEMAND ->
                "held: the rate met all limits in more than half of the runs. missed: it did not in at least half.";
        };
    }

    private static List<Fact> facts(Sweep sweep) {
        SweepPlan plan = sweep.plan();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("sweep", sweep.id()));
        for (Axis axis : plan.axes()) {
            facts.add(new Fact("axis", axis.setting() + ": " + String.join(", ", axis.values())));
        }
        facts.add(new Fact("load", load(sweep)));
        if (!sweep.settings().isEmpty()) {
            facts.add(new Fact("settings", equations(sweep.settings())));
        }
        sweep.anyRun().ifPresent(run -> facts.add(new Fact("machine", machine(run.environment()))));
        byRepeat(plan).forEach((repeat, cells) -> facts.add(new Fact("order " + repeat, order(cells))));
        return facts;
    }

    private static String load(Sweep sweep) {
        SweepPlan plan = sweep.plan();
        return plan.measure().simulation()
                + sweep.anyRun()
                        .map(run -> DOT + "profile " + run.profile().name())
                        .orElse("") + DOT + plan.repeats()
                + (plan.repeats() == 1 ? " repeat" : " repeats") + DOT + "order drawn from seed " + plan.seed();
    }

    private static String machine(RunEnvironment environment) {
        return About.machine(environment.machine()) + DOT + "JDK " + environment.jdk() + DOT + "commit "
                + environment.gitCommit().orElse("unknown");
    }

    private static String equations(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(DOT));
    }

    private static Map<Integer, List<Cell>> byRepeat(SweepPlan plan) {
        return plan.order().stream().collect(Collectors.groupingBy(Cell::repeat, TreeMap::new, Collectors.toList()));
    }

    private static String order(List<Cell> cells) {
        return cells.stream()
                .map(cell -> String.join("/", cell.point().values()))
                .collect(Collectors.joining(", "));
    }
}
