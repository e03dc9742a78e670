package timerbench.harness.measure.counts;

/** Whether the target's counts and the harness's are the same. */
public enum Agreement {
    AGREES,
    DISAGREES,
    NOT_MEASURED
}
