package timerbench.harness.measure.monitor;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Measures how often processes were throttled, from construction on, by the limits on their CPU time. A limit that
 * several of the processes share counts once.
 */
final class CpuLimits {
    private static final Path FILES = Path.of("/");

    private final Map<ControlGroup, Reading> before = new LinkedHashMap<>();

    /** @param identity of the group: a container that is started again has another one of the same path */
    private record Reading(Object identity, Throttling counts) {
        static Optional<Reading> of(ControlGroup group) {
            return group.identity().flatMap(identity -> group.read().map(counts -> new Reading(identity, counts)));
        }

        Optional<Throttling> since(Reading earlier) {
            return identity.equals(earlier.identity) ? Optional.of(counts.since(earlier.counts)) : Optional.empty();
        }
    }

    CpuLimits(List<ProcessHandle> processes) {
        this(processes.stream().map(ProcessHandle::pid).toList(), FILES);
    }

    CpuLimits(List<Long> pids, Path files) {
        for (long pid : pids) {
            ControlGroup.limiting(pid, files)
                    .ifPresent(group -> Reading.of(group).ifPresent(counts -> before.put(group, counts)));
        }
    }

    /**
     * Returns the counts since construction; empty if no process is limited, none ran, or a limit was made anew, as
     * with a container that was started again.
     */
    Optional<Throttling> throttling() {
        Throttling sum = new Throttling(0, 0, 0);
        for (Map.Entry<ControlGroup, Reading> each : before.entrySet()) {
            Optional<Throttling> since = Reading.of(each.getKey()).flatMap(now -> now.since(each.getValue()));
            if (since.isEmpty()) {
                return Optional.empty();
            }
            sum = sum.plus(since.get());
        }
        return sum.periods() > 0 ? Optional.of(sum) : Optional.empty();
    }
}
