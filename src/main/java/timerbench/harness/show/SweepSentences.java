package timerbench.harness.show;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import timerbench.harness.judge.scaling.Axis;
import timerbench.harness.judge.scaling.Demand;
import timerbench.harness.judge.scaling.Measure;
import timerbench.harness.judge.scaling.PointResult;
import timerbench.harness.judge.scaling.PointResult.Standing;
import timerbench.harness.judge.scaling.Reading;
import timerbench.harness.judge.scaling.ScalingLine;
import timerbench.harness.judge.scaling.Sweep;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Numbers;
import timerbench.harness.run.Unit;
import timerbench.harness.stats.Amdahl;
import timerbench.harness.stats.Estimate;
import timerbench.harness.stats.Interval;
import timerbench.harness.stats.LinearFit;
import timerbench.harness.stats.MeanRatio;
import timerbench.harness.stats.Median;
import timerbench.harness.stats.Scaling;
import timerbench.harness.stats.Usl;

/** Words the results of a sweep. */
final class SweepSentences {
    private static final double LARGEST = 9_999;

    private final Sweep sweep;

    SweepSentences(Sweep sweep) {
        this.sweep = sweep;
    }

    /** Returns the result in a sentence: of each line the change along the axis, or the least value of a demand. */
    String headline() {
        return sweep.lines().stream()
                .map(line ->
                        sweep.plan().measure() == Measure.DEMAND ? demand(line).get(0) : change(line))
                .collect(Collectors.joining("; "));
    }

    private String change(ScalingLine line) {
        String axis = line.axis().name();
        Optional<PointResult> first = line.first();
        Optional<PointResult> last = line.last();
        if (first.isEmpty() || last.isEmpty()) {
            return what() + at(line) + ": "
                    + line.points().stream()
                            .map(point -> text(point)
                                    + (point.standing() == Standing.MEASURED || point.standing() == Standing.AT_LEAST
                                            ? "/s"
                                            : "")
                                    + " with " + axis + " " + point.point().first())
                            .collect(Collectors.joining(", "));
        }
        return what() + at(line) + ", " + axis + " " + first.get().point().first() + " to "
                + last.get().point().first() + ": " + ratio(line.scaling(last.get()));
    }

    /** Returns what is measured. */
    String what() {
        Optional<String> operation = sweep.plan().what().operation();
        return sweep.plan().measure().word()
                + operation.map(word -> " of " + word).orElse("");
    }

    /** Returns the place of a line in a grid; empty if there is no second axis. */
    String at(ScalingLine line) {
        return line.second()
                .map(value -> " at " + sweep.plan().axes().get(1).name() + " " + value)
                .orElse("");
    }

    private static String ratio(Optional<Scaling> scaling) {
        return scaling.flatMap(Scaling::speedUp).map(SweepSentences::ratio).orElse("no ratio");
    }

    /** Returns a ratio with its interval and what that shows. */
    static String ratio(MeanRatio ratio) {
        return Numbers.text(ratio.ratio()) + " ×"
                + ratio.interval()
                        .map(known -> " (" + range(known) + "), " + shown(known))
                        .orElse(", not tested");
    }

    private static String shown(Interval interval) {
        if (interval.contains(1)) {
            return "no difference is shown";
        }
        return interval.low() > 1 ? "an increase is shown" : "a decrease is shown";
    }

    private static String range(Interval interval) {
        return bounded(interval.low()) + "–" + bounded(interval.high());
    }

    /** Returns a number so that no interval, however wide, takes a line of its own. */
    static String bounded(double value) {
        return value < LARGEST ? Numbers.text(value) : ">" + Numbers.text((long) LARGEST);
    }

    /** Returns what all points of a line show together. */
    List<String> items(ScalingLine line) {
        List<String> items = new ArrayList<>();
        if (sweep.plan().measure() == Measure.DEMAND) {
            items.addAll(demand(line));
        } else {
            items.add(change(line));
            items.addAll(laws(line));
        }
        items.addAll(memory(line));
        return items;
    }

    private List<String> demand(ScalingLine line) {
        Demand demand = line.demand();
        String rate = perSecond(sweep.plan().what().rate().orElseThrow());
        String axis = line.axis().name();
        List<String> items = new ArrayList<>();
        items.add(demand.least()
                .map(least -> "least " + axis + " for " + rate + ": " + least
                        + (demand.unknownBelow().isEmpty() ? "" : " or less"))
                .orElse(rate + " is not shown to hold at any value of " + axis));
        if (demand.least().isPresent() && !demand.unknownBelow().isEmpty()) {
            items.add("not decided at " + axis + " " + String.join(", ", demand.unknownBelow())
                    + ": the least value may be smaller");
        }
        if (!demand.missedAbove().isEmpty()) {
            items.add("not monotonic: the rate was missed at " + axis + " "
                    + String.join(", ", demand.missedAbove()) + ", though it held at "
                    + demand.least().orElseThrow());
        }
        return items;
    }

    private static List<String> laws(ScalingLine line) {
        List<String> items = new ArrayList<>();
        line.usl().map(SweepSentences::usl).or(line::uslRefusal).ifPresent(items::add);
        line.usl().map(usl -> peak(line.axis(), usl)).ifPresent(items::add);
        line.amdahl().map(SweepSentences::amdahl).or(line::amdahlRefusal).ifPresent(items::add);
        return items;
    }

    private static String usl(Usl usl) {
        return "Universal Scalability Law: contention " + share(usl.contention()) + ", coherency "
                + share(usl.coherency()) + "; largest deviation of a point " + Numbers.percent(usl.worstDeviation())
                + contradicted(usl.isContradicted());
    }

    private static String contradicted(boolean is) {
        return is ? ": the points do not follow the law, more than noise explains" : "";
    }

    /** Returns where the peak is, or why none is shown. */
    static String peak(Axis axis, Usl usl) {
        return usl.peak()
                .map(peak ->
                        "peak at " + axis.name() + " " + Numbers.text(peak.at()) + " (" + range(peak.interval()) + ")")
                .orElseGet(() -> "no peak shown: " + usl.noPeak().orElseThrow().words());
    }

    private static String amdahl(Amdahl amdahl) {
        return "Amdahl's law: serial share " + share(amdahl.serial()) + "; largest deviation of a point "
                + Numbers.percent(amdahl.worstDeviation())
                + contradicted(amdahl.isContradicted());
    }

    private static String share(Estimate estimate) {
        return share(estimate.value())
                + estimate.interval()
                        .map(known -> " (" + share(known.low()) + " – " + share(known.high()) + ")")
                        .orElse(" (no interval)");
    }

    /** Coherency is below a percent where it matters. */
    private static String share(double value) {
        return Numbers.text(value * 100) + " %";
    }

    private static List<String> memory(ScalingLine line) {
        List<String> items = new ArrayList<>();
        for (String process : List.of(MetricScope.SERVICE, MetricScope.DATABASE)) {
            line.memory(process).ifPresent(fit -> items.add(memory(process, fit)));
        }
        return items;
    }

    private static String memory(String process, LinearFit fit) {
        Optional<Interval> interval = fit.slope().interval();
        String perTimer = "memory of the " + process + ": " + bytes(fit.slope().value()) + " bytes per waiting timer";
        return perTimer
                + interval.map(known -> " (" + bytes(known.low()) + " – " + bytes(known.high()) + ")"
                                + (known.contains(0) ? ", no growth is shown" : ""))
                        .orElse(" (no interval)");
    }

    private static String bytes(double value) {
        return (value < 0 ? "−" : "") + Numbers.text(Math.abs(value));
    }

    /** Returns what must be known before anything else. */
    List<String> troubles() {
        List<String> troubles = new ArrayList<>();
        sweep.failures()
                .forEach(failed -> troubles.add(sweep.plan().text(failed.cell()) + ": does not count: "
                        + failed.failure().orElseThrow()));
        for (ScalingLine line : sweep.lines()) {
            line.points().forEach(point -> special(point).ifPresent(troubles::add));
        }
        if (!sweep.isComplete()) {
            troubles.add("NOT COMPLETE: " + sweep.runs().size() + " of "
                    + sweep.plan().order().size() + " runs were made; the values were measured until then");
        }
        return troubles;
    }

    /** Returns why a point, or some of its runs, has no figure. */
    private Optional<String> special(PointResult point) {
        int saturated = point.count(Reading.Kind.SATURATED);
        String place = point.point().text(sweep.plan().axes()) + ": ";
        if (saturated > 0) {
            return Optional.of(place + "the generator was saturated in " + of(saturated, point)
                    + "; they say nothing of the target, and are left out of figures and fits");
        }
        return censored(point).map(text -> place + text + ", so it has no figure and is left out of fits");
    }

    /** Returns why a point has only a bound. */
    static Optional<String> censored(PointResult point) {
        if (point.standing() == Standing.NO_RATE) {
            return Optional.of("no rate met the limits in " + of(point.count(Reading.Kind.NO_RATE), point));
        }
        return point.atLeast()
                .map(rate -> "the highest rate that was to be tried met the limits in "
                        + of(point.count(Reading.Kind.AT_LEAST), point) + "; it is at least " + perSecond(rate));
    }

    private static String of(int count, PointResult point) {
        return count + " of " + point.runs().size() + (point.runs().size() == 1 ? " run" : " runs");
    }

    /** Returns the result of a point in a word or two. */
    static String text(PointResult point) {
        return switch (point.standing()) {
            case MEASURED -> Numbers.text(point.median().map(Median::value).orElseThrow());
            case AT_LEAST -> "≥ " + Numbers.text(point.atLeast().orElseThrow());
            case NO_RATE -> "no rate";
            case HELD -> "held";
            case MISSED -> "missed";
            case UNDECIDED -> "not decided";
            case SATURATED -> "generator";
            case NOT_MEASURED -> Numbers.NOT_MEASURED;
        };
    }

    static String perSecond(double rate) {
        return Numbers.withUnit(Unit.PER_SECOND, rate);
    }
}
