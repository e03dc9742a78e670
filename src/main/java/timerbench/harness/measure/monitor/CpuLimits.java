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

    private final Map<ControlGroup, Throttling> before = new LinkedHashMap<>();

    CpuLimits(List<ProcessHandle> processes) {
        this(processes.stream().map(ProcessHandle::pid).toList(), FILES);
    }

    CpuLimits(List<Long> pids, Path files) {
        for (long pid : pids) {
            ControlGroup.limiting(pid, files)
                    .ifPresent(group -> group.read().ifPresent(counts -> before.put(group, counts)));
        }
    }

    /**
     * Returns the counts since construction; empty if no process is limited, none ran, or a limit was made anew, as
     * with a container that was started again.
     */
    Optional<Throttling> throttling() {
        Throttling sum = new Throttling(0, 0, 0);
        for (Map.Entry<ControlGroup, Throttling> each : before.entrySet()) {
            Optional<Throttling> since = each.getKey().read().map(now -> now.since(each.getValue()));
            if (since.isEmpty() || since.get().periods() < 0) {
                return Optional.empty();
            }
            sum = sum.plus(since.get());
        }
        return sum.periods() > 0 ? Optional.of(sum) : Optional.empty();
    }
}
