package timerbench.harness.measure.monitor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads what the system counts of processes and their descendants. */
public final class ProcessCounts {
    private static final Path FILES = Path.of("/proc");

    private ProcessCounts() {}

    /**
     * One count.
     *
     * @param unit such as {@code µs}; empty for a number
     * @param value since the start of the processes
     */
    public record Count(String name, String unit, double value) {}

    /**
     * Returns the counts of now. Only Linux has others than the CPU time, and only for processes of the same user.
     */
    public static List<Count> of(List<ProcessHandle> roots) {
        List<Count> counts = new ArrayList<>();
        counts.add(new Count("CPU time", "µs", ProcessMonitor.cpuSeconds(roots) * 1e6));
        List<Path> processes = roots.stream()
                .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
                .map(process -> FILES.resolve(Long.toString(process.pid())))
                .toList();
        add(counts, "context switches", "", processes, ProcessCounts::contextSwitches);
        add(counts, "read calls", "", processes, io("syscr"));
        add(counts, "write calls", "", processes, io("syscw"));
        add(counts, "bytes read, from files and connections", "B", processes, io("rchar"));
        add(counts, "bytes written, to files and connections", "B", processes, io("wchar"));
        return counts;
    }

    /**
     * Leaves out a count that one of the processes lacks: the sum of some would look like that of all. A process that
     * has ended meanwhile needs none.
     */
    private static void add(
            List<Count> counts,
            String name,
            String unit,
            List<Path> processes,
            Function<Path, Optional<Long>> reading) {
        long sum = 0;
        for (Path process : processes) {
            Optional<Long> value = reading.apply(process);
            if (value.isEmpty() && Files.exists(process)) {
                return;
            }
            sum += value.orElse(0L);
        }
        if (processes.stream().anyMatch(Files::exists)) {
            counts.add(new Count(name, unit, sum));
        }
    }

    private static Function<Path, Optional<Long>> io(String line) {
        return process -> new PseudoFile(process.resolve("io")).number(line);
    }

    private static Optional<Long> contextSwitches(Path process) {
        try (Stream<Path> threads = Files.list(process.resolve("task"))) {
            return threads.map(thread -> new PseudoFile(thread.resolve("status")))
                    .flatMap(status -> Stream.of(
                            status.number("voluntary_ctxt_switches"), status.number("nonvoluntary_ctxt_switches")))
                    .flatMap(Optional::stream)
                    .reduce(Long::sum);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
