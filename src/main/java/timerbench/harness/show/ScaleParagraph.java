package timerbench.harness.show;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import timerbench.harness.judge.report.Bottleneck.Limit;
import timerbench.harness.judge.scaling.Axis;
import timerbench.harness.judge.scaling.PointResult;
import timerbench.harness.judge.scaling.Reading;
import timerbench.harness.judge.scaling.ScalingLine;
import timerbench.harness.judge.scaling.Sweep;
import timerbench.harness.run.Database;
import timerbench.harness.run.Numbers;
import timerbench.harness.run.Run;
import timerbench.harness.run.RunTarget;
import timerbench.harness.stats.Interval;
import timerbench.harness.stats.MeanRatio;
import timerbench.harness.stats.Median;
import timerbench.harness.stats.Scaling;

/** Says in one paragraph how a service scales along one axis of capacity, for readers who are no engineers. */
final class ScaleParagraph {
    private static final String EXTERNAL = "external";

    private final Sweep sweep;
    private final ScalingLine line;
    private final List<String> sentences = new ArrayList<>();

    private ScaleParagraph(Sweep sweep, ScalingLine line) {
        this.sweep = sweep;
        this.line = line;
    }

    /** Returns the paragraph of a sweep with one axis. */
    static String text(Sweep sweep) {
        ScaleParagraph paragraph = new ScaleParagraph(sweep, sweep.lines().get(0));
        paragraph.change();
        paragraph.withoutFigure();
        paragraph.peak();
        paragraph.limit();
        paragraph.machine();
        paragraph.runs();
        return String.join(" ", paragraph.sentences);
    }

    private void change() {
        Optional<PointResult> first = line.first();
        Optional<PointResult> last = line.last();
        if (first.isEmpty() || last.isEmpty()) {
            sentences.add("How the service scales is not known: "
                    + first.map(only -> "there is a figure only with " + amount(only) + ", " + rate(only) + ".")
                            .orElse("no point has a figure."));
            return;
        }
        String from = line.axis().kind() == Axis.Kind.PENDING
                ? Numbers.text((long) first.get().at())
                : first.get().point().first();
        String fromTo = "From " + from + " to " + amount(last.get())
                + ", the highest rate of timers that meets the limits went from " + rate(first.get()) + " to "
                + rate(last.get());
        Optional<Scaling> scaling = line.scaling(last.get());
        sentences.add(fromTo
                + scaling.flatMap(Scaling::speedUp).map(ScaleParagraph::times).orElse("") + ".");
        scaling.filter(known -> line.axis().isOfResources())
                .flatMap(Scaling::efficiency)
                .ifPresent(
                        share -> efficiency(share, last.get().at() / first.get().at()));
    }

    private static String times(MeanRatio ratio) {
        String times = Numbers.text(ratio.ratio()) + " times as much";
        return ratio.interval()
                .map(known -> known.contains(1)
                        ? ". No difference is shown: " + times + ", 95 % interval " + range(known)
                        : (known.low() > 1 ? ". It got faster: " : ". It got slower: ") + times + ", 95 % interval "
                                + range(known))
                .orElse(". That is " + times + ", but it was not tested: there is no interval");
    }

    private static String range(Interval interval) {
        return SweepSentences.bounded(interval.low()) + " to " + SweepSentences.bounded(interval.high());
    }

    private void efficiency(MeanRatio share, double more) {
        sentences.add(Numbers.asGiven(Math.round(more * 100) / 100.0) + " times the rate would be ideal; it reached "
                + Numbers.percent(share.ratio()) + " of that"
                + share.interval()
                        .map(known ->
                                " (" + Numbers.percent(known.low()) + " to " + Numbers.percent(known.high()) + ")")
                        .orElse("")
                + ".");
    }

    /** Returns a value of the axis with what it is. */
    private String amount(PointResult point) {
        String value = point.point().first();
        return switch (line.axis().kind()) {
            case INSTANCES -> value + (value.equals("1") ? " instance" : " instances");
            case INJECTORS -> value + (value.equals("1") ? " injector" : " injectors");
            case CPUS -> value + (value.equals("1") ? " processor" : " processors") + " for the " + process();
            case PENDING -> Numbers.text((long) point.at()) + " waiting timers";
            case OTHER -> line.axis().name() + " " + value;
        };
    }

    private String process() {
        return line.axis().setting().contains(".database.") ? "database" : "service";
    }

    private static String rate(PointResult point) {
        return SweepSentences.perSecond(point.median().map(Median::value).orElseThrow());
    }

    private void withoutFigure() {
        for (PointResult point : line.points()) {
            SweepSentences.censored(point)
                    .ifPresent(text -> sentences.add("With " + amount(point) + ", " + text + "."));
            int saturated = point.count(Reading.Kind.SATURATED);
            if (saturated > 0) {
                sentences.add("With " + amount(point) + ", the generator was saturated in " + saturated + " of "
                        + point.runs().size() + " runs, which are left out.");
            }
        }
    }

    private void peak() {
        line.usl()
                .map(usl -> usl.peak()
                        .map(peak -> "The rate peaks at " + line.axis().name() + " " + Numbers.text(peak.at()) + " ("
                                + range(peak.interval()) + "), by the Universal Scalability Law.")
                        .orElseGet(() -> "No peak is shown: "
                                + usl.noPeak().orElseThrow().words() + "."))
                .or(() -> line.uslRefusal().map(reason -> "Whether there is a peak is not known: " + reason + "."))
                .ifPresent(sentences::add);
    }

    private void limit() {
        PointResult largest = line.last()
                .or(line::first)
                .orElse(line.points().get(line.points().size() - 1));
        largest.limitedBy().map(limit -> words(limit, amount(largest))).ifPresent(sentences::add);
    }

    private static String words(Limit limit, String amount) {
        return switch (limit) {
            case NONE, NOT_DETERMINED -> "What limited the rate with " + amount + " is not determined.";
            default -> "With " + amount + ", most runs were limited by: " + limit.word() + ".";
        };
    }

    /** Says what cannot be seen if everything shares the processors of one machine. */
    private void machine() {
        Optional<Run> any = sweep.anyRun().filter(run -> run.target().kind() != RunTarget.Kind.URL);
        if (any.isEmpty()) {
            return;
        }
        int cores = any.get().environment().machine().cpus();
        boolean isDatabaseHere = any.get().target().database().flatMap(Database::provision).stream()
                .noneMatch(EXTERNAL::equals);
        Optional<PointResult> last = line.last().or(line::first);
        String busy = last.flatMap(PointResult::busy)
                .map(share -> ", which were " + Numbers.percent(share) + " busy with " + amount(last.orElseThrow()))
                .orElse("");
        sentences.add("Generator" + (isDatabaseHere ? ", service and database" : " and service")
                + " shared the " + cores + (cores == 1 ? " processor" : " processors") + " of this machine" + busy
                + ": the result says little about machines with more processors"
                + (line.axis().kind() == Axis.Kind.INSTANCES ? ", and little beyond " + beyond(cores) : "") + ".");
    }

    private static String beyond(int cores) {
        return cores == 1 ? "1 instance" : cores + " instances";
    }

    private void runs() {
        int failed = sweep.failures().size();
        int made = sweep.runs().size() - failed;
        sentences.add("All this rests on " + made
                + (sweep.isComplete()
                        ? " runs, up to " + sweep.plan().repeats() + " of each value"
                        : " of " + sweep.plan().order().size() + " planned runs")
                + (failed == 0 ? "." : "; " + failed + " more failed."));
    }
}
