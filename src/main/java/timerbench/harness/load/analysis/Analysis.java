package timerbench.harness.load.analysis;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import timerbench.harness.measure.callback.LatenessSecond;
import timerbench.harness.measure.log.LogRecord;
import timerbench.harness.measure.monitor.ProcessMonitor;
import timerbench.harness.run.Trial;

/** What a simulation finds out from a run beyond the figures that all have. It is told of every request of the log first. */
public interface Analysis extends Consumer<LogRecord.Request> {
    /**
     * What else is known of a run.
     *
     * @param usages CPU time and memory of each process since the end of the warm-up, by the word for it
     * @param lateness second by second; empty without callbacks
     */
    record Context(Map<String, ProcessMonitor.Usage> usages, List<LatenessSecond> lateness) {}

    /** Returns the trial with what was found added. */
    Trial complete(Trial trial, Context context);
}
