package timerbench.harness.run;

/** What was found when a metric was measured. What was not measured has none of these: its metric is left out. */
public sealed interface Measured permits Measured.Value, Measured.NoSamples, Distribution {

    /** A single figure: finite, and not negative. */
    record Value(double value) implements Measured {
        public Value {
            Require.measured(value, "value");
        }
    }

    /** Looked for, and not once seen: no callback came, so there is no lateness. Written as {@code "count": 0}. */
    record NoSamples() implements Measured {}
}
