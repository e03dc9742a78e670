package timerbench.harness.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
     * @param bytesRead from disks since the sample before
     * @param bytesWritten to disks since then
     */
    public record Sample(Instant at, double cpuSeconds, double memoryMb, long bytesRead, long bytesWritten) {}

    /**
     * The machine at one moment.
     *
     * @param share of all CPU time that was used since the moment before, 0 to 1
     * @param bytesReceived by all of its network interfaces since then, the loopback among them
     * @param bytesSent by them
     */
    public record Busy(Instant at, double share, long bytesReceived, long bytesSent) {}

    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final OperatingSystem system = new SystemInfo().getOperatingSystem();
    private final Map<String, Tree> trees = new LinkedHashMap<>();
    private final Ticker sampler = new Ticker("process-monitor");
    private final CentralProcessor processor = new SystemInfo().getHardware().getProcessor();
    private final List<NetworkIF> networks = new SystemInfo().getHardware().getNetworkIFs(true);
    private final List<Busy> busy = new ArrayList<>();
    private boolean stopped;
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
        busy.add(network(now, Math.min(1, Math.max(0, share))));
    }

    private Busy network(Instant now, double share) {
        long received = 0;
        long sent = 0;
        for (NetworkIF network : networks) {
            long receivedBefore = network.getBytesRecv();
            long sentBefore = network.getBytesSent();
            if (network.updateAttributes()) {
                received += Math.max(0, network.getBytesRecv() - receivedBefore);
                sent += Math.max(0, network.getBytesSent() - sentBefore);
            }
        }
        return new Busy(now, share, received, sent);
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

    /** What a process has used since it began. */
    private record Used(long cpuMillis, long bytesRead, long bytesWritten) {
        static final Used NOTHING = new Used(0, 0, 0);

        static Used by(OSProcess process) {
            return new Used(
                    process.getKernelTime() + process.getUserTime(), process.getBytesRead(), process.getBytesWritten());
        }

        Used plus(Used other) {
            return new Used(
                    cpuMillis + other.cpuMillis, bytesRead + other.bytesRead, bytesWritten + other.bytesWritten);
        }

        Used minus(Used other) {
            return new Used(
                    cpuMillis - other.cpuMillis, bytesRead - other.bytesRead, bytesWritten - other.bytesWritten);
        }
    }

    private static final class Tree {
        private final List<ProcessHandle> roots;
        private final Map<Long, Used> last = new HashMap<>();
        private final List<Sample> samples = new ArrayList<>();
        private long cpuMillis;
        private long peakBytes;
        private boolean started;

        Tree(List<ProcessHandle> roots) {
            this.roots = roots;
        }

        void restart() {
            last.clear();
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
            Used since = Used.NOTHING;
            for (long pid : pids) {
                OSProcess process = system.getProcess(Math.toIntExact(pid));
                if (process != null) {
                    bytes += process.getResidentMemory();
                    Used now = Used.by(process);
                    // A process first seen after the start has spent all its time within.
                    since = since.plus(now).minus(last.getOrDefault(pid, started ? Used.NOTHING : now));
                    last.put(pid, now);
                }
            }
            started = true;
            peakBytes = Math.max(peakBytes, bytes);
            cpuMillis += since.cpuMillis();
            if (bytes > 0) {
                samples.add(
                        new Sample(at, since.cpuMillis() / 1e3, bytes / 1e6, since.bytesRead(), since.bytesWritten()));
            }
        }

        /** This process's own children are the other trees. */
        private static Stream<ProcessHandle> withDescendants(ProcessHandle root) {
            Stream<ProcessHandle> below = root.equals(ProcessHandle.current()) ? Stream.empty() : root.descendants();
            return Stream.concat(Stream.of(root), below);
        }
    }
}
