package timerbench.harness.stats;

import java.util.List;

/**
 * How well change points were placed in series with one step each.
 *
 * @param series the number of series
 * @param exact the number of series with a change point exactly at the step
 * @param near the number of series with a change point within five values of the step, the exact ones included
 * @param further the number of change points beyond the one near the step of each series
 */
public record Placements(int series, int exact, int near, int further) {
    private static final int NEAR = 5;

    /** Returns the placements in series with the given step. */
    public static Placements of(List<StepSeries> all, double step, ChangePoints.Rules rules) {
        return all.stream()
                .filter(series -> series.step() == step)
                .map(series -> of(series.at(), series.found(rules)))
                .reduce(new Placements(0, 0, 0, 0), Placements::plus);
    }

    static Placements of(int at, List<Integer> found) {
        boolean near = found.stream().anyMatch(place -> Math.abs(place - at) <= NEAR);
        return new Placements(1, found.contains(at) ? 1 : 0, near ? 1 : 0, found.size() - (near ? 1 : 0));
    }

    /** Returns the sum of both. */
    public Placements plus(Placements other) {
        return new Placements(series + other.series, exact + other.exact, near + other.near, further + other.further);
    }
}
