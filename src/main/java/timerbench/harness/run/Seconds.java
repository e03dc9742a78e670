package timerbench.harness.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/**
 * A trial second by second.
 *
 * @param from when the first second begins: the end of the warm-up
 * @param asked requests that the load asked for in each second; empty if it asked for no rate
 * @param started requests that were sent in each second
 * @param succeeded requests that succeeded in each second, whenever they were sent
 * @param failed requests that failed in each second, whenever they were sent
 * @param cpuBusy share of the CPU time of the whole machine that was used in each second, 0 to 1; empty if not
 *     measured
 */
public record Seconds(
        Instant from,
        @JsonInclude(Include.NON_EMPTY) List<Double> asked,
        List<Long> started,
        @JsonProperty("got") List<Long> succeeded,
        List<Long> failed,
        @JsonInclude(Include.NON_EMPTY) List<Double> cpuBusy) {
    public Seconds {
        asked = List.copyOf(asked);
        started = List.copyOf(started);
        succeeded = List.copyOf(succeeded);
        failed = List.copyOf(failed);
        cpuBusy = List.copyOf(cpuBusy);
        int seconds = started.size();
        Require.that(seconds > 0, "seconds: there must be at least one");
        for (List<?> optional : List.of(asked, cpuBusy)) {
            Require.that(
                    optional.isEmpty() || optional.size() == seconds, "seconds: %d of %d", optional.size(), seconds);
        }
        Require.that(succeeded.size() == seconds && failed.size() == seconds, "seconds: lists differ in length");
        for (List<Long> counts : List.of(started, succeeded, failed)) {
            counts.forEach(count -> Require.that(count >= 0, "seconds: a count must not be negative, was %d", count));
        }
        asked.forEach(rate -> Require.measured(rate, "rate asked"));
        cpuBusy.forEach(share -> Require.that(share >= 0 && share <= 1, "cpuBusy: a share is 0 to 1, was %s", share));
    }

    public int count() {
        return started.size();
    }
}
