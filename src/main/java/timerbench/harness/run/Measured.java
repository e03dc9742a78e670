package timerbench.harness.run;

/** The result of a measurement. A metric that was not measured has none: it is left out. */
public sealed interface Measured permits Measured.Value, Measured.NoSamples, Distribution {

    /** A single figure: finite. Only a metric that is signed has one below zero. */
    record Value(double value) implements Measured {
        public Value {
            Require.finite(value, "value");
        }
    }

    /**
     * Measured, but without a single sample: no callback came, so there is no lateness. Written as {@code "count":
     * 0}.
     */
    record NoSamples() implements Measured {}
}
