package timerbench.harness.gatling;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import timerbench.harness.result.Metric;
import timerbench.harness.result.Period;

/** What load is coming, as far as its progress and its figures need to know. Times are since its first request. */
public interface LoadPlan {
    /** Returns how long the load lasts that counts in no figure. */
    Duration warmUp();

    /** Returns how long the load lasts until its last request. */
    Duration total();

    /** Returns the steady load that figures are of. */
    Period hold(Instant start, Instant end);

    /**
     * Returns what is asked for a second during it; nothing if no rate is.
     *
     * @param operation the name of the requests
     */
    List<Metric> asked(String operation);

    /** Returns the rate asked for at that time. */
    double rateAt(Duration sinceStart);

    /** Returns what the load does at that time, in a word. */
    String phaseAt(Duration sinceStart);

    /** Returns the load as a person reads it. */
    String describe();
}
