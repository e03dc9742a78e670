package timerbench.harness.measure.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.NetworkIF;

/**
 * Samples the CPU time, memory, network and disks of process trees once a second, from construction until
 * {@link #stop}. If a root process runs in a container, the kernel's counters of that container are read.
 *
 * <p>Without a container, it misses the CPU time of a process that starts and ends between two samples. Memory that processes of one tree
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
     * @param source where the figures come from: a process or a container; empty if that is not known
     */
    public record Usage(
            double cpuSeconds,
            double peakMemoryMb,
            List<Sample> samples,
            Optional<Throttling> throttling,
            Optional<String> source) {
        /** Creates the usage of a tree whose CPU time is not limited. */
        public Usage(double cpuSeconds, double peakMemoryMb, List<Sample> samples) {
            this(cpuSeconds, peakMemoryMb, samples, Optional.empty(), Optional.empty());
        }

        /**
         * Returns what both trees used together, sample by sample: of two machines, the samples were taken about a
         * second apart at most.
         */
        public Usage plus(Usage other) {
            return new Usage(
                    cpuSeconds + other.cpuSeconds,
                    peakMemoryMb + other.peakMemoryMb,
                    IntStream.range(0, Math.min(samples.size(), other.samples.size()))
                            .mapToObj(i -> samples.get(i).plus(other.samples.get(i)))
                            .toList(),
                    Stream.of(throttling, other.throttling)
                            .flatMap(Optional::stream)
                            .reduce(Throttling::plus),
                    source.equals(other.source) ? source : Optional.empty());
        }

        /** Returns the most processors in use between two samples; empty if none are at least half a period apart. */
        public Optional<Double> peakCores() {
            return IntStream.range(1, samples.size())
                    .filter(i -> secondsBefore(i) >= PERIOD.toMillis() / 2e3)
                    .mapToObj(i -> samples.get(i).cpuSeconds() / secondsBefore(i))
                    .max(Comparator.naturalOrder());
        }

        private double secondsBefore(int sample) {
            return Duration.between(
                                    samples.get(sample - 1).at(),
                                    samples.get(sample).at())
                            .toNanos()
                    / 1e9;
        }

        /** Returns the resident memory at the last sample; empty without one. */
        public Optional<Double> lastMemoryMb() {
            return last().map(Sample::memoryMb);
        }

        /** Returns the largest working set; empty if none was measured. */
        public Optional<Double> peakWorkingSetMb() {
            return samples.stream()
                    .flatMap(sample -> sample.workingSetMb().stream())
                    .max(Comparator.naturalOrder());
        }

        /** Returns the working set at the last sample; empty if it was not measured then. */
        public Optional<Double> lastWorkingSetMb() {
            return last().flatMap(Sample::workingSetMb);
        }

        private Optional<Sample> last() {
            return samples.isEmpty() ? Optional.empty() : Optional.of(samples.get(samples.size() - 1));
        }

        /** Returns the bytes of all samples; empty if they were not counted. */
        public Optional<Long> bytes(Traffic traffic) {
            return samples.stream()
                    .flatMap(sample -> Optional.ofNullable(sample.bytes().get(traffic)).stream())
                    .reduce(Long::sum);
        }
    }

    /**
     * A sample of a tree.
     *
     * @param cpuSeconds CPU time since the previous sample
     * @param memoryMb resident memory, in 10⁶ bytes
     * @param workingSetMb memory as the kernel charges the containers with it, without files that were not in use
     *     lately; empty without containers
     * @param bytes since the previous sample, without what is not counted
     */
    public record Sample(
            Instant at, double cpuSeconds, double memoryMb, Optional<Double> workingSetMb, Map<Traffic, Long> bytes) {
        private Sample plus(Sample other) {
            Map<Traffic, Long> sums = new EnumMap<>(Traffic.class);
            bytes.forEach((traffic, count) -> {
                Long more = other.bytes.get(traffic);
                if (more != null) {
                    sums.put(traffic, count + more);
                }
            });
            return new Sample(
                    at,
                    cpuSeconds + other.cpuSeconds,
                    memoryMb + other.memoryMb,
                    workingSetMb.flatMap(one -> other.workingSetMb.map(two -> one + two)),
                    sums);
        }

        /** Creates a sample of processes of which no more is known. */
        public Sample(Instant at, double cpuSeconds, double memoryMb) {
            this(at, cpuSeconds, memoryMb, Optional.empty(), Map.of());
        }
    }

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
     * @param bytes since the monitor began, without what is not counted
     */
    public record Reading(double cpuSeconds, long residentBytes, Map<Traffic, Long> bytes) {
        /** The reading of a tree before the monitor began. */
        public static final Reading NOTHING = new Reading(0, 0);

        /** Creates a reading of processes of which no more is known. */
        public Reading(double cpuSeconds, long residentBytes) {
            this(cpuSeconds, residentBytes, Map.of());
        }
    }

    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final Map<String, ProcessTree> trees = new LinkedHashMap<>();
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
                .forEach(word ->
                        trees.put(word, new ProcessTree(() -> roots.get().get(word))));
        sampler.after(Duration.ZERO, this::sample);
        sampler.every(PERIOD, this::sample);
    }

    /** Counts from now on; everything before was the warm-up. */
    public synchronized void restart() {
        // What a tree has used until now stays in its readings.
        sample();
        trees.values().forEach(ProcessTree::restart);
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
        trees.forEach((word, tree) -> readings.put(word, tree.reading()));
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
            if (tree.isSeen()) {
                usages.put(word, tree.usage());
            }
        });
        return usages;
    }

    /** Returns the CPU time in seconds that processes and their descendants have used since they started. */
    public static double cpuSeconds(List<ProcessHandle> roots) {
        return ProcessTree.cpuSeconds(roots);
    }

    /**
     * What processes and their descendants hold at one moment, each absent if it is not known.
     *
     * @param liveBytes the objects that their JVMs still refer to; absent if none of them is a JVM of this user
     * @param residentBytes resident memory. What several of them share counts once for each
     * @param openFiles files and connections
     */
    public record Holding(OptionalLong liveBytes, OptionalLong residentBytes, OptionalLong openFiles) {}

    /** Returns what processes and their descendants hold now. JVMs collect all garbage for that, and stand still. */
    public static Holding holding(List<ProcessHandle> roots) {
        return ProcessTree.holding(roots);
    }

    /** Returns the readings of processes that are not watched yet: 0 of whatever is going to be counted. */
    public static Map<String, Reading> before(Map<String, List<ProcessHandle>> roots) {
        Map<String, Reading> readings = new LinkedHashMap<>();
        roots.forEach((word, known) -> {
            ProcessTree tree = new ProcessTree(() -> known);
            tree.sample(Instant.now());
            readings.put(word, new Reading(0, 0, tree.reading().bytes()));
        });
        return readings;
    }
}
