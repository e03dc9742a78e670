package timerbench.harness.judge.bisect;

import java.util.List;
import timerbench.harness.targets.revision.Git.Commit;

/**
 * The commits in which the culprit is searched.
 *
 * @param good the commit that is not slower
 * @param commits those after it, the oldest first; the last one is the bad one
 */
public record CommitRange(Commit good, List<Commit> commits) {
    public CommitRange {
        if (commits.isEmpty()) {
            throw new IllegalArgumentException("no commits after " + good.text());
        }
        commits = List.copyOf(commits);
    }

    public Commit bad() {
        return commits.get(commits.size() - 1);
    }

    /** Returns the commit before one of these. */
    public Commit before(int index) {
        return index == 0 ? good : commits.get(index - 1);
    }
}
