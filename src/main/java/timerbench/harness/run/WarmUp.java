package timerbench.harness.run;

/** The requests of the warm-up. No other figure includes them. */
public record WarmUp(long requests, long failed) {

    public WarmUp {
        Require.that(failed >= 0 && failed <= requests, "warm-up: %d of %d requests failed", failed, requests);
    }
}
