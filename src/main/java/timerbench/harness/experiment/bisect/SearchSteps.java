package timerbench.harness.experiment.bisect;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import timerbench.harness.experiment.paired.GateSide;
import timerbench.harness.judge.bisect.CommitSearch;
import timerbench.harness.judge.gate.Pair;
import timerbench.harness.targets.TargetException;
import timerbench.harness.targets.revision.Git.Commit;

/** The steps of a search: one pair each, of the good commit and the one that shows most. */
final class SearchSteps {
    /** A commit whose pairs fail as often in succession cannot be measured. */
    private static final int FAILURES = 2;

    /** If as many pairs fail in succession, it is not the commits. */
    private static final int ALL_FAILURES = 6;

    private final CommitSearch search;
    private final Function<Commit, GateSide> builds;
    private final Measuring measuring;
    private final Consumer<String> say;
    private final Map<Integer, GateSide> sides = new HashMap<>();
    private final Map<Integer, Integer> failures = new HashMap<>();
    private int failed;

    /** Measures a pair of the good commit and another. */
    interface Measuring {
        /**
         * Returns a pair when both of its trials are done.
         *
         * @param number of the pair in the search, from 1
         */
        Pair pair(int number, GateSide commit);
    }

    /**
     * @param builds a commit
     * @param say receives a line for each step
     */
    SearchSteps(CommitSearch search, Function<Commit, GateSide> builds, Measuring measuring, Consumer<String> say) {
        this.search = search;
        this.builds = builds;
        this.measuring = measuring;
        this.say = say;
    }

    /**
     * Searches until a commit is the culprit surely enough, or no other can be measured.
     *
     * @param most pairs
     * @throws TargetException if many pairs fail in succession
     */
    void run(int most) {
        try {
            int number = 0;
            OptionalInt at = search.next(OptionalInt.empty());
            while (at.isPresent() && number < most) {
                int index = at.getAsInt();
                try {
                    GateSide side = sides.computeIfAbsent(index, built -> builds.apply(commit(built)));
                    number++;
                    measure(index, number, side);
                } catch (NotBuilt e) {
                    skip(index, firstLine(e));
                }
                at = search.next(at);
            }
        } finally {
            sides.values().forEach(GateSide::close);
        }
    }

    private void measure(int index, int number, GateSide side) {
        Pair pair = measuring.pair(number, side);
        Optional<Double> worsening = search.observe(index, pair);
        say.accept("pair " + number + ", " + commit(index).text() + ": "
                + worsening.map(this::text).orElse("not measured" + failure(pair)));
        if (worsening.isPresent()) {
            failures.clear();
            failed = 0;
            return;
        }
        failed++;
        if (failed >= ALL_FAILURES) {
            throw new TargetException(failed + " pairs in succession failed, at last" + failure(pair));
        }
        if (failures.merge(index, 1, Integer::sum) >= FAILURES) {
            skip(index, commit(index).text() + ": " + FAILURES + " pairs in succession failed");
        }
    }

    /** A commit could not be built. */
    static final class NotBuilt extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotBuilt(TargetException cause) {
            super(cause.getMessage(), cause);
        }
    }

    private Commit commit(int index) {
        return search.range().commits().get(index);
    }

    private void skip(int index, String reason) {
        say.accept("skipped: " + reason);
        search.skip(index, reason);
    }

    private static String firstLine(NotBuilt e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static String failure(Pair pair) {
        return pair.candidate().failure().map(reason -> ": " + reason).orElse("");
    }

    private String text(double worsening) {
        return search.text(worsening) + " " + PosteriorLine.of(search.probabilities());
    }
}
