package timerbench.harness.show;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import timerbench.harness.judge.bisect.BisectResult;
import timerbench.harness.judge.bisect.BisectResult.Outcome;
import timerbench.harness.judge.bisect.SearchResult;
import timerbench.harness.judge.bisect.SearchResult.Tested;
import timerbench.harness.judge.bisect.WorseningText;
import timerbench.harness.run.Numbers;
import timerbench.harness.show.Document.Fact;
import timerbench.harness.show.Document.Facts;
import timerbench.harness.show.Document.Items;
import timerbench.harness.show.Document.Line;
import timerbench.harness.show.Document.Section;
import timerbench.harness.show.Document.Sentences;
import timerbench.harness.show.Document.Tone;
import timerbench.harness.stats.Interval;
import timerbench.harness.targets.revision.Git.Commit;

/** A bisection: the commit that it found, and what each commit showed. */
final class BisectDocument {
    /** Commits that were not measured are shown from this probability on. */
    private static final double SHOWN = 0.01;

    private final BisectResult result;

    private BisectDocument(BisectResult result) {
        this.result = result;
    }

    static Document of(BisectResult result) {
        return new BisectDocument(result).document();
    }

    private Document document() {
        Outcome outcome = result.outcome();
        return new Document(
                word(outcome) + " · timer-bench bisect",
                new Line(word(outcome) + ": " + sentence(), tone(outcome)),
                List.of(
                        About.of(Stream.of(
                                Optional.of(UtcText.minute(result.at())),
                                Optional.of("took " + Numbers.text(result.took())),
                                result.search().map(search -> search.pairs() + " pairs"),
                                Optional.ofNullable(result.gate().conditions().get("profile"))
                                        .map(profile -> "profile " + profile),
                                Optional.ofNullable(result.gate().conditions().get("machine")))),
                        Items.of(result.search()
                                .map(BisectDocument::reasons)
                                .orElse(result.gate().reasons())),
                        result.explanation().isPresent()
                                ? ExplanationSections.lead(result.report())
                                : Section.of("Why"),
                        new Facts(compared()),
                        result.search().map(BisectDocument::commits).orElse(Section.of("Commits")),
                        Section.of("Run it again", new Document.Command(result.command()))
                                .inFiles()));
    }

    /** Returns the outcome in a word, as verdicts are. */
    static String word(Outcome outcome) {
        return switch (outcome) {
            case NOTHING -> "NOTHING TO FIND";
            case FOUND -> "FOUND";
            case INCONCLUSIVE -> "INCONCLUSIVE";
        };
    }

    static Tone tone(Outcome outcome) {
        return switch (outcome) {
            case NOTHING -> Tone.GOOD;
            case FOUND -> Tone.BAD;
            case INCONCLUSIVE -> Tone.UNDECIDED;
        };
    }

    /** Returns the result in a sentence. */
    String sentence() {
        return switch (result.outcome()) {
            case NOTHING ->
                result.range().bad().text() + " is no slower than "
                        + result.range().good().text() + " (" + result.gate().verdict() + ")";
            case FOUND -> found(result.search().orElseThrow());
            case INCONCLUSIVE ->
                result.search()
                        .map(BisectDocument::suspects)
                        .orElse("the gate's verdict is " + result.gate().verdict()
                                + ", and it shows no metric that became worse");
        };
    }

    static String sentence(BisectResult result) {
        return new BisectDocument(result).sentence();
    }

    private static String found(SearchResult search) {
        return search.culprit()
                .map(culprit -> new Commit(culprit.commit(), culprit.subject()).text() + " with a confidence of "
                        + Numbers.percent(culprit.confidence()) + ", "
                        + search.metric().judged().title() + " "
                        + WorseningText.of(search.metric(), search.effect().mean()))
                .orElseThrow();
    }

    private static String suspects(SearchResult search) {
        List<Tested> suspected = search.suspected();
        return "one of " + suspected.size() + " commits with a confidence of " + Numbers.percent(search.confidence())
                + ", " + search.metric().judged().title() + " "
                + WorseningText.of(search.metric(), search.effect().mean());
    }

    private static List<String> reasons(SearchResult search) {
        List<String> reasons = new ArrayList<>();
        Interval within = search.effect().within();
        reasons.add(search.metric().judged().title() + " is "
                + WorseningText.of(search.metric(), search.effect().mean()) + " from that commit on ("
                + WorseningText.figure(search.metric(), within.low()) + " to "
                + WorseningText.figure(search.metric(), within.high()) + ")");
        if (!search.notDistinguished().isEmpty()) {
            reasons.add("it may as well be one of those before it that could not be measured: "
                    + texts(search.notDistinguished()));
        }
        search.commits().stream()
                .flatMap(each -> each.skipped().stream())
                .forEach(reason -> reasons.add("skipped: " + reason));
        if (search.culprit().isEmpty()) {
            reasons.add("--at-most allows more pairs; the fewest commits that contain the culprit with "
                    + Numbers.percent(search.confidence()) + ": " + texts(search.suspected()));
        }
        if (!search.between().isEmpty()) {
            reasons.add("the service became slower in several steps: " + texts(search.between())
                    + " is slower than the good commit and faster than the bad one; bisect again with it as --bad");
        }
        return reasons;
    }

    private static String texts(List<Tested> commits) {
        return commits.stream().map(each -> each.commit().text()).collect(Collectors.joining("; "));
    }

    private List<Fact> compared() {
        return List.of(
                fact("good", result.range().good()),
                fact("bad", result.range().bad()),
                new Fact("commits", Integer.toString(result.range().commits().size())));
    }

    private static Fact fact(String name, Commit commit) {
        return new Fact(name, commit.text(), commit.hash());
    }

    private static Section commits(SearchResult search) {
        return Section.of(
                "Commits",
                table(search),
                Sentences.small("worse: the mean over the pairs of the commit and the good one, with the range that"
                        + " contains the true one in 95 % of such searches (Student's t). The pairs of the last commit"
                        + " are those of the gate."));
    }

    private static Table table(SearchResult search) {
        return new Table(
                "commit",
                Table.Labels.TEXT,
                List.of(
                        Table.Column.of("probability"),
                        Table.Column.of("pairs"),
                        Table.Column.of("worse"),
                        Table.Column.of("range")),
                search.commits().stream()
                        .filter(each -> each.probability() >= SHOWN
                                || each.skipped().isPresent()
                                || !each.worsenings().isEmpty())
                        .map(each -> row(search, each))
                        .toList());
    }

    private static Table.Row row(SearchResult search, Tested tested) {
        Table.Cell label = Table.Cell.of(tested.commit().text());
        Tone tone = search.suspected().contains(tested) ? Tone.BAD : Tone.PLAIN;
        Table.Cell probability = Table.Cell.of(new Line(Numbers.percent(tested.probability()), tone));
        if (tested.skipped().isPresent()) {
            return new Table.Row(label, List.of(probability, Table.Cell.over(3, "skipped")));
        }
        Optional<Double> mean = tested.worsening(0.95).map(estimate -> estimate.value());
        Optional<Interval> interval = tested.worsening(0.95).flatMap(estimate -> estimate.interval());
        return new Table.Row(
                label,
                List.of(
                        probability,
                        Table.Cell.of(Integer.toString(tested.worsenings().size())),
                        Table.Cell.of(mean.map(value -> WorseningText.figure(search.metric(), value))
                                .orElse("")),
                        Table.Cell.of(interval.map(range -> WorseningText.figure(search.metric(), range.low()) + " to "
                                        + WorseningText.figure(search.metric(), range.high()))
                                .orElse(""))));
    }
}
