package timerbench.harness.measure.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.NetworkIF;
import oshi.software.os.OSProcess;
import oshi.software.os.OperatingSystem;

/**
 * Samples the CPU time and resident memory of process trees once a second, from construction until {@link #stop}.
 *
 * <p>It misses the CPU time of a process that starts and ends between two samples. Memory that processes of one tree
 * share, such as PostgreSQL's buffers, counts once for each process that has touched it.
 */
public final class ProcessMonitor {
    /**
     * The resources that a tree used.
     *
     * @param cpuSeconds CPU time between the first sample and the last
     * @param peakMemoryMb the largest resident memory, in 10⁶ bytes
     * @param samples in the order in which they were taken
     * @param throttling by the limits on the CPU time of its root processes; empty without such limits
     */
    public record Usage(double cpuSeconds, double peakMemoryMb, List<Sample> samples, Optional<Throttling> throttling) {
        /** Creates the usage of a tree whose CPU time is not limited. */
        public Usage(double cpuSeconds, double peakMemoryMb, List<Sample> samples) {
            this(cpuSeconds, peakMemoryMb, samples, Optional.empty());
        }
    }

    /**
     * A sample of a tree.
     *
     * @param cpuSeconds CPU time since the previous sample
     * @param memoryMb resident memory, in 10⁶ bytes
     */
    public record Sample(Instant at, double cpuSeconds, double memoryMb) {}

    /**
     * A sample of the machine.
     *
     * @param share the share of all CPU time that was used since the previous sample, 0 to 1
     * @param network bytes that all network interfaces, including the loopback, received and sent since then
     * @param disks bytes that the block devices read and wrote since then; empty if the machine does not report them
     */
    public record Busy(Instant at, double share, Transfer network, Optional<Transfer> disks) {}

    /**
     * Bytes in both directions.
     *
     * @param in received from a network, or read from disks
     * @param out sent to a network, or written to disks
     */
    public record Transfer(long in, long out) {
        static final Transfer NOTHING = new Transfer(0, 0);

        Transfer plus(Transfer other) {
            return new Transfer(in + other.in, out + other.out);
        }

        /**
         * Returns the bytes since an earlier reading; 0 for a counter that restarted, such as of a replaced device.
         */
        Transfer since(Transfer before) {
            return new Transfer(Math.max(0, in - before.in), Math.max(0, out - before.out));
        }
    }

    /**
     * What a tree has used so far.
     *
     * @param cpuSeconds CPU time since the monitor began
     * @param residentBytes resident memory at the last sample; 0 before the first
     */
    public record Reading(double cpuSeconds, long residentBytes) {
        /** The reading of a tree before the monitor began. */
        public static final Reading NOTHING = new Reading(0, 0);
    }

    private static final Duration PERIOD = Duration.ofSeconds(1);

    private static final OperatingSystem SYSTEM = new SystemInfo().getOperatingSystem();

    private final Map<String, Tree> trees = new LinkedHashMap<>();
    private final Ticker sampler = new Ticker("process-monitor");
    private final CentralProcessor processor = new SystemInfo().getHardware().getProcessor();
    private final List<NetworkIF> networks = new SystemInfo().getHardware().getNetworkIFs(true);
    private final List<Busy> busy = new ArrayList<>();
    private boolean stopped;
    private Optional<Transfer> lastDisks = BlockDevices.read();
    private long[] lastTicks = processor.getSystemCpuLoadTicks();

    /**
     * @param roots returns the root processes of one or several trees, by their common name. The names stay; a
     *     process that has ended may be followed by another one
     */
    public ProcessMonitor(Supplier<Map<String, List<ProcessHandle>>> roots) {
        roots.get()
                .keySet()
                .forEach(word -> trees.put(word, new Tree(() -> roots.get().get(word))));
        sampler.after(Duration.ZERO, this::sample);
        sampler.every(PERIOD, this::sample);
    }

    /** Counts CPU time and memory from now on; everything before was the warm-up. */
    public synchronized void restart() {
        // What a tree has used until now stays in its readings.
        sample();
        trees.values().forEach(Tree::restart);
        busy.clear();
        sample();
    }

    private synchronized void sample() {
        if (stopped) {
            return;
        }
        Instant now = Instant.now();
        trees.values().forEach(tree -> tree.sample(now));
        double share = processor.getSystemCpuLoadBetweenTicks(lastTicks);
        lastTicks = processor.getSystemCpuLoadTicks();
        busy.add(new Busy(now, Math.min(1, Math.max(0, share)), network(), disks()));
    }

    private Transfer network() {
        Transfer all = Transfer.NOTHING;
        for (NetworkIF network : networks) {
            Transfer before = transfer(network);
            if (network.updateAttributes()) {
                all = all.plus(transfer(network).since(before));
            }
        }
        return all;
    }

    private static Transfer transfer(NetworkIF network) {
        return new Transfer(network.getBytesRecv(), network.getBytesSent());
    }

    private Optional<Transfer> disks() {
        Optional<Transfer> before = lastDisks;
        lastDisks = BlockDevices.read();
        return before.flatMap(known -> lastDisks.map(now -> now.since(known)));
    }

    /** Returns the samples of the machine, in the order in which they were taken. */
    public synchronized List<Busy> busy() {
        return List.copyOf(busy);
    }

    /** Returns what each tree has used so far, warm-up included. */
    public synchronized Map<String, Reading> readings() {
        Map<String, Reading> readings = new LinkedHashMap<>();
        trees.forEach((word, tree) -> readings.put(word, new Reading(tree.allMillis / 1e3, tree.lastBytes)));
        return readings;
    }

    /** Stops sampling and returns what each tree used, without trees that were never seen. */
    public synchronized Map<String, Usage> stop() {
        sampler.stop();
        sample();
        // A sample that was already under way must not change the result.
        stopped = true;
        Map<String, Usage> usages = new LinkedHashMap<>();
        trees.forEach((word, tree) -> {
            if (tree.peakBytes > 0) {
                usages.put(word, tree.usage());
            }
        });
        return usages;
    }

    /** Returns the CPU time in seconds that processes and their descendants have used since they started. */
    public static double cpuSeconds(List<ProcessHandle> roots) {
        return roots.stream()
                        .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
                        .map(process -> SYSTEM.getProcess(Math.toIntExact(process.pid())))
                        // null for a process that has ended in the meantime
                        .filter(Objects::nonNull)
                        .mapToLong(ProcessMonitor::cpuMillis)
                        .sum()
                / 1e3;
    }

    private static long cpuMillis(OSProcess process) {
        return process.getKernelTime() + process.getUserTime();
    }

    private static final class Tree {
        private final Supplier<List<ProcessHandle>> roots;
        private final Map<Long, Long> lastMillis = new HashMap<>();
        private final List<Sample> samples = new ArrayList<>();
        private long cpuMillis;
        private long allMillis;
        private long peakBytes;
        private long lastBytes;
        private CpuLimits limits;
        private boolean started;

        Tree(Supplier<List<ProcessHandle>> roots) {
            this.roots = roots;
            this.limits = new CpuLimits(roots.get());
        }

        void restart() {
            lastMillis.clear();
            samples.clear();
            cpuMillis = 0;
            peakBytes = 0;
            limits = new CpuLimits(roots.get());
            started = false;
        }

        Usage usage() {
            return new Usage(cpuMillis / 1e3, peakBytes / 1e6, List.copyOf(samples), limits.throttling());
        }

        void sample(Instant at) {
            List<Long> pids = roots.get().stream()
                    .filter(ProcessHandle::isAlive)
                    .flatMap(Tree::withDescendants)
                    .map(ProcessHandle::pid)
                    .toList();
            long bytes = 0;
            long millis = 0;
            for (long pid : pids) {
                OSProcess process = SYSTEM.getProcess(Math.toIntExact(pid));
                if (process != null) {
                    bytes += process.getResidentMemory();
                    long now = cpuMillis(process);
                    // A process first seen after the start has spent all its CPU time since then.
                    millis += now - lastMillis.getOrDefault(pid, started ? 0 : now);
                    lastMillis.put(pid, now);
                }
            }
            started = true;
            peakBytes = Math.max(peakBytes, bytes);
            lastBytes = bytes;
            cpuMillis += millis;
            allMillis += millis;
            if (bytes > 0) {
                samples.add(new Sample(at, millis / 1e3, bytes / 1e6));
            }
        }

        /** Excludes the children of this process, which are the other trees. */
        private static Stream<ProcessHandle> withDescendants(ProcessHandle root) {
            Stream<ProcessHandle> below = root.equals(ProcessHandle.current()) ? Stream.empty() : root.descendants();
            return Stream.concat(Stream.of(root), below);
        }
    }
}
