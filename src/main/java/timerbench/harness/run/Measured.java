package timerbench.harness.run;

/** The result of a measurement. A metric that was not measured has none: it is left out. */
public sealed interface Measured permits Measured.Value, Measured.NoSamples, Distribution {

    /** A single figure: finite, and not negative. */
    record Value(double value) implements Measured {
        public Value {
            Require.measured(value, "value");
        }
    }

    /**
     * Measured, but without a single sample: no callback came, so there is no lateness. Written as {@code "count":
     * 0}.
     */
    record NoSamples() implements Measured {}
}
