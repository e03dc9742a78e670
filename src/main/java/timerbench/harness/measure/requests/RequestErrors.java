package timerbench.harness.measure.requests;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import timerbench.harness.measure.log.SimulationLog;
import timerbench.harness.run.ErrorCount;

/**
 * What a table of requests holds besides its rows.
 *
 * @param origin from which its seconds are counted, to the millisecond
 * @param end of its log; of several logs, the sums
 * @param messages of failed requests by operation, then those of crashes
 * @param setBack when the first request whose response time was below zero ended, by operation
 */
public record RequestErrors(
        Instant origin, SimulationLog.End end, List<ErrorCount> messages, Map<String, Instant> setBack) {
    public RequestErrors {
        messages = List.copyOf(messages);
        setBack = Collections.unmodifiableSortedMap(new TreeMap<>(setBack));
    }
}
