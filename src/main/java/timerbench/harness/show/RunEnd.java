package timerbench.harness.show;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import timerbench.harness.run.CallbackOutcome;
import timerbench.harness.run.JsonText;
import timerbench.harness.run.MetricName;
import timerbench.harness.run.Threshold;
import timerbench.harness.show.Document.Tone;

/**
 * How a run ended: the last thing that it prints, as lines for people or as JSON.
 *
 * @param exitCode of the process
 * @param reasons why the run has no verdict of its own, or what else failed it; may be empty
 * @param thresholds by which the run was judged
 * @param left the files that the run left
 * @param next the words of the command that makes sense now; empty if there is none
 */
public record RunEnd(
        Ending ending,
        int exitCode,
        String simulation,
        String profile,
        List<String> reasons,
        List<Threshold> thresholds,
        Optional<Left> left,
        List<String> next) {
    private static final Set<String> PROMISES = Arrays.stream(CallbackOutcome.values())
            .filter(CallbackOutcome::isViolation)
            .map(MetricName::of)
            .collect(Collectors.toUnmodifiableSet());

    /** The ways in which a run can end. */
    public enum Ending {
        PASS(Tone.GOOD),
        FAIL(Tone.BAD),
        NOT_JUDGED(Tone.UNDECIDED),
        GENERATOR_SATURATED(Tone.BAD),
        INTERRUPTED(Tone.UNDECIDED),
        FAILED(Tone.BAD);

        private final Tone tone;

        Ending(Tone tone) {
            this.tone = tone;
        }

        /** Returns the ending as people read it. */
        String text() {
            return name().replace('_', ' ');
        }
    }

    /**
     * The files of a run.
     *
     * @param folder its own, which stays
     * @param shown the same by a short name, for people
     * @param files names of the files, by what they are
     */
    public record Left(Path folder, Path shown, Map<String, String> files) {}

    public RunEnd {
        reasons = List.copyOf(reasons);
        thresholds = List.copyOf(thresholds);
        next = List.copyOf(next);
    }

    /** Returns the lines for a console, of at most 80 columns, with a line end after every line. */
    public String text(Colours colours) {
        EndBlock block = new EndBlock(colours);
        block.headline(ending.text(), ending.tone, summary());
        reasons.forEach(reason -> block.row("reason", Tone.PLAIN, reason));
        crossed().stream()
                .filter(RunEnd::isPromise)
                .forEach(each -> block.row("promise broken", Tone.BAD, promise(each)));
        crossed().stream().filter(each -> !isPromise(each)).forEach(each -> block.row("crossed", Tone.BAD, text(each)));
        notJudged().forEach(each -> block.row("not judged", Tone.UNDECIDED, text(each)));
        left.ifPresent(known -> known.files()
                .forEach((what, file) ->
                        block.whole(what, known.shown().resolve(file).toString())));
        block.command(isRepeat() ? "again" : "next", next);
        return block.text();
    }

    private boolean isRepeat() {
        return ending != Ending.PASS && ending != Ending.NOT_JUDGED;
    }

    private String summary() {
        return simulation + ", profile " + profile + counts();
    }

    private String counts() {
        return switch (ending) {
            case PASS -> ": " + count(Threshold.Standing.MET) + " of " + thresholds.size() + " thresholds met";
            case FAIL ->
                crossed().isEmpty() ? "" : ": " + crossed().size() + " of " + thresholds.size() + " thresholds crossed";
            case NOT_JUDGED -> ": no threshold could be judged";
            case GENERATOR_SATURATED, INTERRUPTED, FAILED -> "";
        };
    }

    private long count(Threshold.Standing standing) {
        return thresholds.stream()
                .filter(threshold -> threshold.standing() == standing)
                .count();
    }

    private List<Threshold> all(Threshold.Standing standing) {
        return thresholds.stream()
                .filter(threshold -> threshold.standing() == standing)
                .toList();
    }

    private List<Threshold> crossed() {
        return all(Threshold.Standing.CROSSED);
    }

    private List<Threshold> notJudged() {
        return all(Threshold.Standing.NOT_JUDGED);
    }

    /** A service promises that nothing of the kind ever happens, such as a lost callback. */
    private static boolean isPromise(Threshold threshold) {
        return threshold.limit() == 0
                && PROMISES.contains(threshold.what())
                && threshold.got().isPresent();
    }

    private static String promise(Threshold broken) {
        return broken.what() + ": " + broken.gotText() + ", wanted none";
    }

    private static String text(Threshold threshold) {
        return threshold.what() + ": " + threshold.gotText() + ", wanted " + threshold.limitText();
    }

    /** Returns what a page shows of it: its headline, its thresholds that are not met, and the file of the report. */
    JsonObject shown() {
        List<JsonObject> details = new ArrayList<>();
        reasons.forEach(reason -> details.add(detail(Tone.PLAIN, reason)));
        crossed()
                .forEach(each -> details.add(detail(
                        Tone.BAD, isPromise(each) ? "promise broken: " + promise(each) : "crossed: " + text(each))));
        notJudged().forEach(each -> details.add(detail(Tone.UNDECIDED, "not judged: " + text(each))));
        return new JsonObject()
                .with("headline", ending.text() + " · " + summary())
                .with("tone", css(ending.tone))
                .with("details", details)
                .with(
                        "file",
                        report().map(file -> left.orElseThrow()
                                .shown()
                                .resolve(file.getFileName())
                                .toString()));
    }

    /** Returns the page of the run, if there is one. */
    Optional<Path> report() {
        return left.flatMap(
                known -> Optional.ofNullable(known.files().get("report")).map(known.folder()::resolve));
    }

    private static JsonObject detail(Tone tone, String text) {
        return new JsonObject().with("tone", css(tone)).with("text", text);
    }

    private static String css(Tone tone) {
        return new Document.Line("", tone).css();
    }

    /** Returns one JSON object, with a line end after it. */
    public String json() {
        Map<String, String> paths = new LinkedHashMap<>();
        left.ifPresent(known -> known.files()
                .forEach((what, file) -> paths.put(
                        what.toLowerCase(Locale.ROOT),
                        known.folder().resolve(file).toString())));
        Map<String, Double> broken = new LinkedHashMap<>();
        crossed().stream()
                .filter(RunEnd::isPromise)
                .forEach(each -> broken.put(each.what(), each.got().orElseThrow()));
        return JsonText.of(new JsonObject()
                .with("verdict", ending.text())
                .with("exitCode", exitCode)
                .with("simulation", simulation)
                .with("profile", profile)
                .with("error", Optional.of(String.join("; ", reasons)).filter(text -> !text.isEmpty()))
                .with("thresholds", thresholds.size())
                .with("crossed", crossed().stream().map(RunEnd::json).toList())
                .with("notJudged", notJudged().stream().map(RunEnd::json).toList())
                .with("brokenPromises", broken)
                .with("folder", left.map(known -> known.folder().toString()))
                .with("files", paths)
                .with("next", String.join(" ", next)));
    }

    private static JsonObject json(Threshold threshold) {
        return new JsonObject()
                .with("what", threshold.what())
                .with("got", threshold.got())
                .with("limit", threshold.limit())
                .with("better", threshold.better())
                .with("unit", threshold.unit());
    }
}
