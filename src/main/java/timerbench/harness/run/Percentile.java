package timerbench.harness.run;

import java.util.Arrays;
import java.util.List;

/**
 * The percentiles that are reported, and the rule that says whether a sample supports one.
 *
 * <p>A percentile is supported if at least five samples are expected beyond it: n × (1 − p) ≥ 5. With fewer,
 * it is the maximum under another name, and moves with every outlier. (The idea is from {@code
 * percentiles_for_sample_size} of Rally, which requires one sample beyond.)
 */
public enum Percentile implements Word {
    P50("50", 500),
    P75("75", 250),
    P90("90", 100),
    P95("95", 50),
    P99("99", 10),
    P99_9("99.9", 1);

    private static final int SAMPLES_BEYOND = 5;

    private final String label;
    // Whole thousandths, so that the rule is exact: 500 × (1 − 0.99) is not 5 in binary fractions.
    private final int beyondPerThousand;

    Percentile(String label, int beyondPerThousand) {
        this.label = label;
        this.beyondPerThousand = beyondPerThousand;
    }

    /** Returns the percentage as {@code run.json} spells it: {@code 50} … {@code 99.9}. */
    public String label() {
        return label;
    }

    /** Returns the percentage: 50 … 99.9. */
    public double percent() {
        return 100 - beyondPerThousand / 10.0;
    }

    /** Returns the smallest sample that supports this percentile. */
    public long samplesNeeded() {
        return SAMPLES_BEYOND * 1000L / beyondPerThousand;
    }

    /** Returns whether a sample of that size supports this percentile. */
    public boolean supportedBy(long samples) {
        return samples >= samplesNeeded();
    }

    /** Returns the percentiles that a sample of that size supports, the smallest first. */
    public static List<Percentile> supported(long samples) {
        return Arrays.stream(values()).filter(p -> p.supportedBy(samples)).toList();
    }

    @Override
    public String word() {
        return label;
    }
}
