package timerbench.harness.run;

/** The requests of the warm-up, which are in no other figure. */
public record WarmUp(long requests, long failed) {

    public WarmUp {
        Require.that(failed >= 0 && failed <= requests, "warm-up: %d of %d requests failed", failed, requests);
    }
}
