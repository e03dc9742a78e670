package timerbench.harness.load.analysis;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import timerbench.harness.measure.callback.LatenessSecond;
import timerbench.harness.measure.monitor.ProcessMonitor;
import timerbench.harness.measure.requests.RequestTable;
import timerbench.harness.run.Threshold;
import timerbench.harness.run.Trial;

/** Derives further figures from a run. */
public interface Analysis {
    /**
     * The measurements of a run.
     *
     * @param start when the first request was sent
     * @param requests that count
     * @param usages CPU time and memory of each process since the end of the warm-up, by the word for it
     * @param lateness second by second; empty without callbacks
     */
    record Context(
            Instant start,
            RequestTable requests,
            Map<String, ProcessMonitor.Usage> usages,
            List<LatenessSecond> lateness) {}

    /** Returns the trial with the figures of this analysis added. */
    Trial complete(Trial trial, Context context);

    /** Returns the limits of this analysis, with the figures of a trial that it has completed. */
    List<Threshold> thresholds(Trial trial);
}
