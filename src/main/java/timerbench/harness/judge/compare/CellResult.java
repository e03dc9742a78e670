package timerbench.harness.judge.compare;

import java.util.Optional;
import timerbench.harness.judge.compare.ComparisonPlan.Cell;
import timerbench.harness.run.Run;
import timerbench.harness.run.Trial;

/**
 * The result of one run of a comparison.
 *
 * @param run absent if there are no results
 * @param failure why the figures do not count, though some may be there; absent if they count
 * @param bare the bare driver before the run; absent if it was not measured, or the database has none
 */
public record CellResult(Cell cell, Optional<Run> run, Optional<String> failure, Optional<BareDriver> bare) {
    public CellResult {
        if (run.isEmpty() && failure.isEmpty()) {
            throw new IllegalArgumentException(cell.text() + ": neither a run nor a reason why there is none");
        }
    }

    /** Returns the result of a run that ended. If it was cut short, its figures do not count for that reason. */
    public static CellResult of(Cell cell, Run run) {
        return new CellResult(
                cell, Optional.of(run), run.trials().get(0).outcome().cutShortBy(), Optional.empty());
    }

    /** Returns the result of a run without figures. */
    public static CellResult failed(Cell cell, String reason) {
        return new CellResult(cell, Optional.empty(), Optional.of(reason), Optional.empty());
    }

    /** Returns this result with the bare driver before the run. */
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
     * The bare driver of a database just before a run: the throughput of the run is compared with it.
     *
     * @param perSecond the timers that it wrote per second; absent if it failed
     * @param failure why there is no figure; absent if there is one
     */
    public record BareDriver(Optional<Double> perSecond, Optional<String> failure) {
        public BareDriver {
            if (perSecond.isPresent() == failure.isPresent()) {
                throw new IllegalArgumentException(
                        "wanted either a rate of the bare driver or a reason why there is none");
            }
            perSecond.ifPresent(BareDriver::requireRate);
        }

        private static void requireRate(double perSecond) {
            if (!(perSecond > 0 && Double.isFinite(perSecond))) {
                throw new IllegalArgumentException(
                        "a bare driver writes more than 0 timers a second, was " + perSecond);
            }
        }

        /** Returns the result of a driver that wrote timers at this rate. */
        public static BareDriver wrote(double perSecond) {
            return new BareDriver(Optional.of(perSecond), Optional.empty());
        }

        /** Returns the result of a driver that failed, or whose database did not start. */
        public static BareDriver failed(String reason) {
            return new BareDriver(Optional.empty(), Optional.of(reason));
        }
    }
}
