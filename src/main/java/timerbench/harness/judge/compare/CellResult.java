package timerbench.harness.judge.compare;

import timerbench.harness.judge.compare.ComparisonPlan.Cell;
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

    /**
     * What the bare driver of a database wrote just before a run: the measure that its throughput is held against.
     *
     * @param perSecond timers; absent if it failed
     * @param failure why there is no figure
     */
    public record BareDriver(Optional<Double> perSecond, Optional<String> failure) {
        public BareDriver {
            if (perSecond.isPresent() == failure.isPresent()) {
                throw new IllegalArgumentException("wanted either a rate of the bare driver or a reason why there is none");
            }
            perSecond.ifPresent(BareDriver::requireRate);
        }

        private static void requireRate(double perSecond) {
            if (!(perSecond > 0 && Double.isFinite(perSecond))) {
                throw new IllegalArgumentException("a bare driver writes more than 0 timers a second, was " + perSecond);
            }
        }

        /** One that wrote so many timers a second. */
        public static BareDriver wrote(double perSecond) {
            return new BareDriver(Optional.of(perSecond), Optional.empty());
        }

        /** One that failed, or whose database did not start, for this reason. */
        public static BareDriver failed(String reason) {
            return new BareDriver(Optional.empty(), Optional.of(reason));
        }
    }
}
