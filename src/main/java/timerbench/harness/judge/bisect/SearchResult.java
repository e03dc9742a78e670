package timerbench.harness.judge.bisect;

import java.util.List;
import java.util.Optional;
import timerbench.harness.judge.gate.Cause.Culprit;
import timerbench.harness.judge.gate.GateMetric;
import timerbench.harness.stats.Estimate;
import timerbench.harness.stats.Interval;
import timerbench.harness.stats.MeanInterval;
import timerbench.harness.stats.NoisyBisection.Group;
import timerbench.harness.targets.revision.Git.Commit;

/**
 * What a search for a commit knows.
 *
 * @param metric that it searched by
 * @param confidence the probability from which on a commit is the culprit
 * @param commits all of the range, the oldest first
 * @param suspects the fewest that contain the culprit with that probability, as indices of commits; a single group if
 *     the culprit was found. A group has more than one commit if those before its last could not be measured
 */
public record SearchResult(
        GateMetric metric, double confidence, Effect effect, List<Tested> commits, List<Group> suspects) {
    private static final int LEAST_PAIRS = 3;
    private static final double SURE = 0.99;

    public SearchResult {
        commits = List.copyOf(commits);
        suspects = List.copyOf(suspects);
    }

    /** The worsening from the culprit on: its mean, and the range that contains it with the search's confidence. */
    public record Effect(double mean, Interval within) {}

    /**
     * A commit of the range.
     *
     * @param probability that it is the culprit
     * @param worsenings of its pairs with the good commit; those of the gate for the bad one
     * @param skipped why it could not be measured
     */
    public record Tested(Commit commit, double probability, List<Double> worsenings, Optional<String> skipped) {
        public Tested {
            worsenings = List.copyOf(worsenings);
        }

        /** Returns the mean worsening, with an interval that contains the true one this often. */
        public Optional<Estimate> worsening(double confidence) {
            return MeanInterval.of(
                    worsenings.stream().mapToDouble(value -> value).toArray(), confidence);
        }
    }

    /** Returns the group of commits that contains the culprit, if it was found. */
    public Optional<Group> found() {
        return suspects.size() == 1 && suspects.get(0).probability() >= confidence
                ? Optional.of(suspects.get(0))
                : Optional.empty();
    }

    /** Returns the culprit, if it was found. Of a group it is the last commit: the others could not be measured. */
    public Optional<Culprit> culprit() {
        return found().map(group -> {
            Commit commit = commits.get(group.last()).commit();
            return new Culprit(commit.hash(), commit.subject(), group.probability());
        });
    }

    /** Returns the commits that may as well be the culprit that was found, because they could not be measured. */
    public List<Tested> notDistinguished() {
        return found().map(group -> commits.subList(group.first(), group.last()))
                .orElse(List.of());
    }

    /** Returns the commits that contain the culprit with the search's confidence. */
    public List<Tested> suspected() {
        return suspects.stream()
                .flatMap(group -> commits.subList(group.first(), group.last() + 1).stream())
                .toList();
    }

    /** Returns the number of pairs, those of the gate among them. */
    public int pairs() {
        return commits.stream().mapToInt(each -> each.worsenings().size()).sum();
    }

    /**
     * Returns the commits that contradict the assumption of one culprit: they are surely slower than the good commit,
     * and surely less so than the bad one.
     */
    public List<Tested> between() {
        return commits.subList(0, commits.size() - 1).stream()
                .filter(each -> each.worsenings().size() >= LEAST_PAIRS)
                .filter(each -> each.worsening(SURE)
                        .flatMap(Estimate::interval)
                        .filter(interval -> interval.low() > 0
                                && interval.high() < effect.within().low())
                        .isPresent())
                .toList();
    }
}
