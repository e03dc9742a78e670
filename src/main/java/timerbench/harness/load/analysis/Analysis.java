package timerbench.harness.load.analysis;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import timerbench.harness.measure.callback.LatenessSecond;
import timerbench.harness.measure.log.LogRecord;
import timerbench.harness.measure.monitor.ProcessMonitor;
import timerbench.harness.run.Threshold;
import timerbench.harness.run.Trial;

/**
 * Derives further figures from a run. It receives the start of the load, then every request of the log, and then
 * completes the trial.
 */
public interface Analysis extends Consumer<LogRecord.Request> {
    /**
     * Other measurements of a run.
     *
     * @param usages CPU time and memory of each process since the end of the warm-up, by the word for it
     * @param lateness second by second; empty without callbacks
     */
    record Context(Map<String, ProcessMonitor.Usage> usages, List<LatenessSecond> lateness) {}

    /**
     * Receives the start of the load, before its requests.
     *
     * @param firstRequest when the first request was sent
     */
    default void begin(Instant firstRequest) {}

    /** Returns the trial with the figures of this analysis added. */
    Trial complete(Trial trial, Context context);

    /** Returns the limits of this analysis, with the figures of a trial that it has completed. */
    List<Threshold> thresholds(Trial trial);
}
