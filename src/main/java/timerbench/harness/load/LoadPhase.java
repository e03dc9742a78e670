package timerbench.harness.load;

/** In what a request counts. */
public enum LoadPhase {
    /** It puts in a timer before the load: in nothing. If it fails, so does the run. */
    FILL,
    /** In the line of the warm-up, and nowhere else. */
    WARM_UP,
    /** In every figure. */
    MEASURED,
    /** It comes with one that counts: its response times and failures are shown, but it is no part of the rate asked for. */
    ALONGSIDE
}
