package timerbench.harness.experiment.bisect;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.function.Function;
import timerbench.harness.experiment.paired.GateSide;
import timerbench.harness.experiment.paired.PairedSession;
import timerbench.harness.experiment.paired.PairedTrials;
import timerbench.harness.experiment.paired.TrialValue;
import timerbench.harness.judge.bisect.BisectResult;
import timerbench.harness.judge.bisect.CommitRange;
import timerbench.harness.judge.bisect.CommitSearch;
import timerbench.harness.judge.bisect.SearchResult;
import timerbench.harness.judge.gate.Explanation;
import timerbench.harness.judge.gate.GateReport;
import timerbench.harness.judge.gate.Verdict;
import timerbench.harness.stats.NoisyBisection.Group;
import timerbench.harness.targets.TargetException;
import timerbench.harness.targets.revision.Git.Commit;

/**
 * Finds the commit that made a service slower: a gate of the good commit against the bad one, whose pairs are the
 * first evidence, and then pairs of the good commit and others.
 */
public final class Bisector {
    private final PairedSession session;
    private final Function<Commit, GateSide> builds;
    private final Path folder;

    /**
     * @param builds a commit; it throws a {@link TargetException} if the commit cannot be built
     * @param folder for the recordings of an explanation
     */
    public Bisector(PairedSession session, Function<Commit, GateSide> builds, Path folder) {
        this.session = session;
        this.builds = builds;
        this.folder = folder;
    }

    /**
     * When a search ends.
     *
     * @param confidence the probability from which on a commit is the culprit
     * @param most pairs of the search, in addition to those of the gate
     */
    public record Limits(double confidence, int most) {
        public Limits {
            if (!(confidence >= 0.5 && confidence < 1) || most < 1) {
                throw new IllegalArgumentException("wanted a confidence from 0.5 to below 1 and at least 1 pair, were "
                        + confidence + " and " + most);
            }
        }
    }

    /**
     * Gates, and searches if the bad commit is worse.
     *
     * @param options of the gate's command line, for its report
     * @param command that repeats the bisection
     * @throws TargetException if one of both commits cannot be built or started, or many pairs fail
     */
    public BisectResult find(CommitRange range, Limits limits, String options, String command) {
        Instant at = Instant.now();
        long start = System.nanoTime();
        try (GateSide good = builds.apply(range.good())) {
            GateReport gate = gate(good, range.bad(), options);
            Optional<CommitSearch> search = gate.verdict() == Verdict.REGRESSION
                    ? CommitSearch.of(
                            range, gate, TrialValue.gateMetrics(EnumSet.allOf(TrialValue.class)), limits.confidence())
                    : Optional.empty();
            search.ifPresent(begun -> search(begun, good, limits.most()));
            session.endProgress();
            Optional<SearchResult> result = search.map(CommitSearch::result);
            return new BisectResult(
                    at,
                    Duration.ofNanos(System.nanoTime() - start),
                    range,
                    gate,
                    result,
                    result.flatMap(SearchResult::found).flatMap(found -> explain(range, found)),
                    command);
        }
    }

    private GateReport gate(GateSide good, Commit bad, String options) {
        try (GateSide side = builds.apply(bad)) {
            return session.compare(good, side, options);
        }
    }

    private void search(CommitSearch search, GateSide good, int most) {
        SearchResult begun = search.result();
        session.say("the bad commit is slower: " + begun.metric().judged().title() + " is "
                + search.text(begun.effect().mean()) + "; searching "
                + search.range().commits().size() + " commits");
        PairedTrials trials = session.trials();
        SearchSteps.Measuring measuring = (number, side) -> {
            session.progress("pair " + number + ", at most " + most, (number - 1.0) / most);
            return trials.pair(number, good, side);
        };
        new SearchSteps(search, this::buildOrSkip, measuring, session::say).run(most);
    }

    /** Compares the culprit with the commit before it under profilers: nothing else is between them. */
    private Optional<Explanation> explain(CommitRange range, Group found) {
        Commit culprit = range.commits().get(found.last());
        try (GateSide before = builds.apply(range.before(found.first()));
                GateSide after = builds.apply(culprit)) {
            return Optional.of(session.explain(before, after, folder));
        } catch (TargetException e) {
            session.say("the change of " + culprit.text() + " is not explained: " + e.getMessage());
            return Optional.empty();
        }
    }

    private GateSide buildOrSkip(Commit commit) {
        try {
            return builds.apply(commit);
        } catch (TargetException e) {
            throw new SearchSteps.NotBuilt(e);
        }
    }
}
