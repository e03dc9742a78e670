package timerbench.harness.measure.counts;

import java.util.Locale;
import java.util.Optional;

/**
 * One count held against the other.
 *
 * @param target empty if the target does not count it
 */
public record Comparison(Counted what, long harness, Optional<Tally> target) {

    public Comparison {
        if (harness < 0) {
            throw new IllegalArgumentException("count of " + what.key() + " must not be negative, was " + harness);
        }
    }

    public Agreement agreement() {
        return target.map(tally -> tally.allows(harness) ? Agreement.AGREES : Agreement.DISAGREES)
                .orElse(Agreement.NOT_MEASURED);
    }

    /**
     * Returns it as people read it: {@code the target counts 1,203 creates that succeeded, the harness 1,201: they
     * disagree}.
     */
    public String text() {
        return target.map(this::against)
                .orElseGet(() -> "the target does not count " + what.text() + ", the harness " + number(harness)
                        + ": not compared");
    }

    private String against(Tally tally) {
        long unsure = tally.highest() - tally.lowest();
        return "the target counts " + number(tally.lowest())
                + (unsure == 0 ? "" : " to " + number(tally.highest())) + " " + what.text()
                + (unsure == 0 ? "" : " (" + number(unsure) + " failed there and may have arrived or not)")
                + ", the harness " + number(harness)
                + (tally.allows(harness) ? ": they agree" : ": they disagree");
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
