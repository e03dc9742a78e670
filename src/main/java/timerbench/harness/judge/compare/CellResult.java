package timerbench.harness.judge.compare;

import java.util.Optional;
import timerbench.harness.run.Run;
import timerbench.harness.run.Trial;

/**
 * What came of a run.
 *
 * @param run absent if it left none
 * @param failure why its figures do not count, though some may be there; absent if they do
 * @param bare absent if it was not asked, or there is none
 */
public record CellResult(Cell cell, Optional<Run> run, Optional<String> failure, Optional<BareDriver> bare) {
    public CellResult {
        if (run.isEmpty() && failure.isEmpty()) {
            throw new IllegalArgumentException(cell.text() + ": neither a run nor a reason why there is none");
        }
    }

    /** A run that left its results; one that was cut short has failed for that reason. */
    public static CellResult of(Cell cell, Run run) {
        return new CellResult(
                cell, Optional.of(run), run.trials().get(0).outcome().cutShortBy(), Optional.empty());
    }

    /** A run without results. */
    public static CellResult failed(Cell cell, String reason) {
        return new CellResult(cell, Optional.empty(), Optional.of(reason), Optional.empty());
    }

    /** Returns the same with what the bare driver wrote before it. */
    public CellResult with(BareDriver wrote) {
        return new CellResult(cell, run, failure, Optional.of(wrote));
    }

    /** Returns the trial whose figures count. */
    public Optional<Trial> trial() {
        return failure.isPresent()
                ? Optional.empty()
                : run.map(known -> known.trials().get(0));
    }
}
