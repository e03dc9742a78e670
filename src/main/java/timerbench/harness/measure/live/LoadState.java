package timerbench.harness.measure.live;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import timerbench.harness.measure.monitor.ProcessMonitor;

/** The state of a load at the moment. */
public interface LoadState {
    /**
     * The identity of a run.
     *
     * @param runId the name of its folder
     * @param database empty if it is unknown
     */
    record RunInfo(String runId, String simulation, String profile, String database) {}

    /** Returns the identity of the run; empty until its folder exists. */
    Optional<RunInfo> run();

    /** Returns the phases that the load can be in. */
    Set<String> phases();

    /** Returns the phase that it is in. */
    String phase();

    /** Returns how long it still sends requests, at most. */
    Duration timeLeft();

    /** Returns the requests a second that it asks for; empty if it asks for no rate. */
    OptionalDouble rateAsked();

    /** Returns whether the processes are watched: after the drain, their values stay as they were. */
    default boolean isWatching() {
        return true;
    }

    /** Returns what the processes have used so far, by their names: nothing before the load. */
    Map<String, ProcessMonitor.Reading> processes();
}
