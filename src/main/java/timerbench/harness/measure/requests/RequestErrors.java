package timerbench.harness.measure.requests;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import timerbench.harness.measure.log.SimulationLog;
import timerbench.harness.run.ErrorCount;
import timerbench.harness.run.Require;

/**
 * What a table of requests holds besides its rows.
 *
 * @param origin from which its seconds are counted, to the millisecond
 * @param requests number of requests in all rows
 * @param end of its log; of several logs, the sums
 * @param messages of failed requests by operation, then those of crashes
 * @param setBack when the first request whose response time was below zero ended, by operation
 */
public record RequestErrors(
        Instant origin, long requests, SimulationLog.End end, List<ErrorCount> messages, Map<String, Instant> setBack) {
    public RequestErrors {
        messages = List.copyOf(messages);
        messages.forEach(error ->
                Require.that(error.firstSeen().isPresent(), "\"%s\": there must be a firstSeen", error.message()));
        setBack = Collections.unmodifiableSortedMap(new TreeMap<>(setBack));
    }
}
