package timerbench.harness.measure.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.NetworkIF;
import oshi.software.os.OSProcess;
import oshi.software.os.OperatingSystem;

/**
 * Samples CPU time and resident memory of process trees once a second, from construction until {@link #stop}.
 *
 * <p>The CPU time of a process that comes and goes between two samples is missed. Resident memory counts what processes
 * of one tree share, such as PostgreSQL's buffers, once for each that has touched it.
 */
public final class ProcessMonitor {
    /**
     * What a tree used.
     *
     * @param cpuSeconds spent between the first sample and the last
     * @param peakMemoryMb the largest resident memory in 10⁶ bytes
     * @param samples in the order in which they were taken
     */
    public record Usage(double cpuSeconds, double peakMemoryMb, List<Sample> samples) {}

    /**
     * A tree at one moment.
     *
     * @param cpuSeconds spent since the sample before
     * @param memoryMb resident, in 10⁶ bytes
     */
    public record Sample(Instant at, double cpuSeconds, double memoryMb) {}

    /**
     * The machine at one moment.
     *
     * @param share of all CPU time that was used since the moment before, 0 to 1
     * @param network what all of its network interfaces received and sent since then, the loopback among them
     * @param disks what its block devices read and wrote since then; empty if it does not tell
     */
    public record Busy(Instant at, double share, Transfer network, Optional<Transfer> disks) {}

    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final OperatingSystem system = new SystemInfo().getOperatingSystem();
    private final Map<String, Tree> trees = new LinkedHashMap<>();
    private final Ticker sampler = new Ticker("process-monitor");
    private final CentralProcessor processor = new SystemInfo().getHardware().getProcessor();
    private final List<NetworkIF> networks = new SystemInfo().getHardware().getNetworkIFs(true);
    private final List<Busy> busy = new ArrayList<>();
    private boolean stopped;
    private Optional<Transfer> lastDisks = BlockDevices.read();
    private long[] lastTicks = processor.getSystemCpuLoadTicks();

    /** @param roots the first processes of one or several trees, by the word for them all */
    public ProcessMonitor(Map<String, List<ProcessHandle>> roots) {
        roots.forEach((word, processes) -> trees.put(word, new Tree(processes)));
        sampler.after(Duration.ZERO, this::sample);
        sampler.every(PERIOD, this::sample);
    }

    /** Counts CPU time and memory from now on: what came before was the warm-up. */
    public synchronized void restart() {
        trees.values().forEach(Tree::restart);
        busy.clear();
        sample();
    }

    private synchronized void sample() {
        if (stopped) {
            return;
        }
        Instant now = Instant.now();
        trees.values().forEach(tree -> tree.sample(system, now));
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

    /** Returns how busy the whole machine was, in the order in which it was looked at. */
    public synchronized List<Busy> busy() {
        return List.copyOf(busy);
    }

    /** Returns what each tree used; a tree that was never seen is left out. */
    public synchronized Map<String, Usage> stop() {
        sampler.stop();
        sample();
        // A sample that was about to be taken when the sampler was stopped must not change what is returned.
        stopped = true;
        Map<String, Usage> usages = new LinkedHashMap<>();
        trees.forEach((word, tree) -> {
            if (tree.peakBytes > 0) {
                usages.put(word, new Usage(tree.cpuMillis / 1e3, tree.peakBytes / 1e6, List.copyOf(tree.samples)));
            }
        });
        return usages;
    }

    private static final class Tree {
        private final List<ProcessHandle> roots;
        private final Map<Long, Long> lastMillis = new HashMap<>();
        private final List<Sample> samples = new ArrayList<>();
        private long cpuMillis;
        private long peakBytes;
        private boolean started;

        Tree(List<ProcessHandle> roots) {
            this.roots = roots;
        }

        void restart() {
            lastMillis.clear();
            samples.clear();
            cpuMillis = 0;
            peakBytes = 0;
            started = false;
        }

        void sample(OperatingSystem system, Instant at) {
            List<Long> pids = roots.stream()
                    .flatMap(Tree::withDescendants)
                    .map(ProcessHandle::pid)
                    .toList();
            long bytes = 0;
            long millis = 0;
            for (long pid : pids) {
                OSProcess process = system.getProcess(Math.toIntExact(pid));
                if (process != null) {
                    bytes += process.getResidentMemory();
                    long now = process.getKernelTime() + process.getUserTime();
                    // A process first seen after the start has spent all its time within.
                    millis += now - lastMillis.getOrDefault(pid, started ? 0 : now);
                    lastMillis.put(pid, now);
                }
            }
            started = true;
            peakBytes = Math.max(peakBytes, bytes);
            cpuMillis += millis;
            if (bytes > 0) {
                samples.add(new Sample(at, millis / 1e3, bytes / 1e6));
            }
        }

        /** This process's own children are the other trees. */
        private static Stream<ProcessHandle> withDescendants(ProcessHandle root) {
            Stream<ProcessHandle> below = root.equals(ProcessHandle.current()) ? Stream.empty() : root.descendants();
            return Stream.concat(Stream.of(root), below);
        }
    }
}
