package timerbench.harness.measure.monitor;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import oshi.SystemInfo;
import oshi.software.os.OSProcess;
import oshi.software.os.OperatingSystem;

/** Samples processes and their descendants, and their containers if they have any. */
final class ProcessTree {
    private static final OperatingSystem SYSTEM = new SystemInfo().getOperatingSystem();
    private static final Path FILES = Path.of("/");

    private final Supplier<List<ProcessHandle>> roots;
    private final Map<Long, Long> lastMillis = new HashMap<>();
    private final Map<Long, CounterSource> sources = new LinkedHashMap<>();
    private final Map<Long, Counters> lastCounters = new HashMap<>();
    private final List<ProcessMonitor.Sample> samples = new ArrayList<>();
    private final Map<Traffic, Long> allBytes = new EnumMap<>(Traffic.class);
    private double cpuSeconds;
    private double allSeconds;
    private long peakBytes;
    private long lastBytes;
    private CpuLimits limits;
    private boolean started;

    ProcessTree(Supplier<List<ProcessHandle>> roots) {
        this.roots = roots;
        this.limits = new CpuLimits(roots.get());
    }

    void restart() {
        lastMillis.clear();
        sources.clear();
        lastCounters.clear();
        samples.clear();
        cpuSeconds = 0;
        peakBytes = 0;
        limits = new CpuLimits(roots.get());
        started = false;
    }

    /** Returns whether a process was ever seen. */
    boolean isSeen() {
        return peakBytes > 0;
    }

    ProcessMonitor.Usage usage() {
        String from =
                sources.values().stream().map(CounterSource::text).distinct().collect(Collectors.joining(", "));
        return new ProcessMonitor.Usage(
                cpuSeconds, peakBytes / 1e6, List.copyOf(samples), limits.throttling(), Optional.of(from));
    }

    ProcessMonitor.Reading reading() {
        return new ProcessMonitor.Reading(allSeconds, lastBytes, Map.copyOf(allBytes));
    }

    void sample(Instant at) {
        List<ProcessHandle> alive =
                roots.get().stream().filter(ProcessHandle::isAlive).toList();
        long resident = 0;
        double seconds = 0;
        List<Counters> increases = new ArrayList<>();
        List<Optional<Long>> workingSets = new ArrayList<>();
        for (ProcessHandle root : alive) {
            long millis = 0;
            for (OSProcess process : processes(withDescendants(root))) {
                resident += process.getResidentMemory();
                millis += increase(process);
            }
            CounterSource source = sources.computeIfAbsent(root.pid(), pid -> source(root));
            Counters increase = increase(root.pid(), source.read());
            seconds += increase.cpuSeconds().orElse(millis / 1e3);
            increases.add(increase);
            workingSets.add(source.workingSet());
        }
        started = true;
        peakBytes = Math.max(peakBytes, resident);
        lastBytes = resident;
        cpuSeconds += seconds;
        allSeconds += seconds;
        Map<Traffic, Long> bytes = sum(increases);
        bytes.forEach((traffic, count) -> allBytes.merge(traffic, count, Long::sum));
        if (resident > 0) {
            samples.add(new ProcessMonitor.Sample(at, seconds, resident / 1e6, megabytes(workingSets), bytes));
        }
    }

    private static CounterSource source(ProcessHandle root) {
        return Container.of(root.pid(), FILES)
                .<CounterSource>map(container -> container)
                .orElseGet(() -> new PlainProcess(
                        root.pid(),
                        () -> withDescendants(root).map(ProcessHandle::pid).toList(),
                        FILES));
    }

    /** A process first seen after the start has spent all its CPU time since then. */
    private long increase(OSProcess process) {
        long pid = process.getProcessID();
        long now = cpuMillis(process);
        long before = lastMillis.getOrDefault(pid, started ? 0 : now);
        lastMillis.put(pid, now);
        return now - before;
    }

    private Counters increase(long pid, Counters now) {
        Counters before = lastCounters.getOrDefault(pid, started ? Counters.START : now);
        lastCounters.put(pid, now.orElse(before));
        return now.since(before);
    }

    /** Returns what all of them count: the sum of some would look like that of all. */
    private static Map<Traffic, Long> sum(List<Counters> all) {
        Map<Traffic, Long> sum = new EnumMap<>(Traffic.class);
        for (Traffic traffic : Traffic.values()) {
            if (!all.isEmpty() && all.stream().allMatch(each -> each.bytes().containsKey(traffic))) {
                sum.put(
                        traffic,
                        all.stream()
                                .mapToLong(each -> each.bytes().get(traffic))
                                .sum());
            }
        }
        return sum;
    }

    private static Optional<Double> megabytes(List<Optional<Long>> all) {
        return all.stream().allMatch(Optional::isPresent)
                ? Optional.of(all.stream().mapToLong(Optional::get).sum() / 1e6)
                : Optional.empty();
    }

    /** Excludes the children of this process, which are the other trees. */
    private static Stream<ProcessHandle> withDescendants(ProcessHandle root) {
        Stream<ProcessHandle> below = root.equals(ProcessHandle.current()) ? Stream.empty() : root.descendants();
        return Stream.concat(Stream.of(root), below);
    }

    private static List<OSProcess> processes(Stream<ProcessHandle> handles) {
        return handles.map(process -> SYSTEM.getProcess(Math.toIntExact(process.pid())))
                // null for a process that has ended in the meantime
                .filter(Objects::nonNull)
                .toList();
    }

    /** Returns the CPU time in seconds that processes and their descendants have used since they started. */
    static double cpuSeconds(List<ProcessHandle> roots) {
        return processes(all(roots).stream()).stream()
                        .mapToLong(ProcessTree::cpuMillis)
                        .sum()
                / 1e3;
    }

    /** Returns what processes and their descendants hold; memory by a full collection, if they are JVMs. */
    static ProcessMonitor.Holding holding(List<ProcessHandle> roots) {
        List<ProcessHandle> all = all(roots);
        List<OSProcess> processes = processes(all.stream());
        // Before the collection, which needs files and memory of its own.
        OptionalLong openFiles = sum(processes, OSProcess::getOpenFiles);
        OptionalLong resident = sum(processes, OSProcess::getResidentMemory);
        return new ProcessMonitor.Holding(LiveSet.bytes(all), resident, openFiles);
    }

    /** Returns the sum; empty if one is not known, or if there is no process. */
    private static OptionalLong sum(List<OSProcess> processes, ToLongFunction<OSProcess> value) {
        long[] values = processes.stream().mapToLong(value).toArray();
        return values.length == 0 || LongStream.of(values).anyMatch(each -> each < 0)
                ? OptionalLong.empty()
                : OptionalLong.of(LongStream.of(values).sum());
    }

    private static List<ProcessHandle> all(List<ProcessHandle> roots) {
        return roots.stream()
                .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
                .toList();
    }

    private static long cpuMillis(OSProcess process) {
        return process.getKernelTime() + process.getUserTime();
    }
}
