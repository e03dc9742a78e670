package timerbench.harness.measure.monitor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A container on this machine, as the kernel counts what it uses. The figures are those of cAdvisor: the same files,
 * the same network interfaces, and the same definition of the working set (container/libcontainer/handler.go).
 *
 * @param id of the container
 * @param pid of its main process
 * @param cpu the group that counts CPU time; the others likewise
 * @param files the root of the file system
 */
record Container(
        String id,
        long pid,
        Optional<ControlGroup> cpu,
        Optional<ControlGroup> memory,
        Optional<ControlGroup> disks,
        Path files)
        implements CounterSource {

    /** Docker, Podman and containerd name the group of a container by its id. */
    private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

    /** Docker shows so many digits of an id. */
    private static final int SHORT_ID = 12;

    private static final List<String> NOT_OF_CONTAINERS = List.of("lo", "veth", "docker", "nerdctl");

    // Columns of net/dev, after the name of the interface.
    private static final int RECEIVED = 0;
    private static final int SENT = 8;

    private static final Pattern OF_DEVICE = Pattern.compile("(\\d+:\\d+) (Read|Write) (\\d+)");
    private static final Pattern BYTES = Pattern.compile("\\b([rw])bytes=(\\d+)");

    /**
     * Returns the container of a process; empty if it has none, cannot be seen, or is the container of this process,
     * too.
     *
     * @param files the root of the file system
     */
    static Optional<Container> of(long pid, Path files) {
        Optional<ControlGroup> cpu = group(pid, "cpuacct", files);
        Optional<ControlGroup> memory = group(pid, "memory", files);
        Optional<ControlGroup> disks = group(pid, "blkio", files);
        return Stream.of(cpu, memory, disks)
                .flatMap(Optional::stream)
                .map(group -> id(group).orElseThrow())
                .findFirst()
                .filter(id -> !isOwn(id, files))
                .map(id -> new Container(id, pid, cpu, memory, disks, files));
    }

    private static Optional<ControlGroup> group(long pid, String controller, Path files) {
        return ControlGroup.around(pid, controller, files)
                .filter(group -> id(group).isPresent() && Files.isDirectory(group.folder()))
                .findFirst();
    }

    private static Optional<String> id(ControlGroup group) {
        Matcher id = ID.matcher(String.valueOf(group.folder().getFileName()));
        return id.find() ? Optional.of(id.group()) : Optional.empty();
    }

    private static boolean isOwn(String id, Path files) {
        return new PseudoFile(files.resolve("proc/self/cgroup"))
                .lines()
                .filter(lines -> lines.stream().anyMatch(line -> line.contains(id)))
                .isPresent();
    }

    @Override
    public Counters read() {
        Map<Traffic, Long> bytes = new EnumMap<>(Traffic.class);
        readNetwork(bytes);
        disks.ifPresent(group -> readDisks(group, bytes));
        return new Counters(cpu.flatMap(Container::cpuSeconds), bytes);
    }

    private static Optional<Double> cpuSeconds(ControlGroup group) {
        return switch (group.version()) {
            case ONE -> group.file("cpuacct.usage").number().map(nanos -> nanos / 1e9);
            case TWO -> group.file("cpu.stat").number("usage_usec").map(micros -> micros / 1e6);
        };
    }

    /** Memory without files that the kernel has not seen in use lately. */
    @Override
    public Optional<Long> workingSet() {
        return memory.flatMap(group -> switch (group.version()) {
            case ONE -> workingSet(group, "memory.usage_in_bytes", "total_inactive_file");
            case TWO -> workingSet(group, "memory.current", "inactive_file");
        });
    }

    private static Optional<Long> workingSet(ControlGroup group, String usage, String inactiveFiles) {
        return group.file(usage)
                .number()
                .flatMap(all ->
                        group.file("memory.stat").number(inactiveFiles).map(inactive -> Math.max(0, all - inactive)));
    }

    /**
     * Reads what the devices did for the group. A device that is made of others would count a second time. Without a
     * device, a file of version 2 says that none was used, and one of version 1 may say that nobody counts.
     */
    private void readDisks(ControlGroup group, Map<Traffic, Long> bytes) {
        List<String> lines = switch (group.version()) {
            case ONE ->
                group.file("blkio.throttle.io_service_bytes_recursive")
                        .lines()
                        .or(() -> group.file("blkio.throttle.io_service_bytes").lines())
                        .orElse(List.of());
            case TWO -> {
                Optional<List<String>> known = group.file("io.stat").lines();
                if (known.isPresent()) {
                    bytes.put(Traffic.DISK_READ, 0L);
                    bytes.put(Traffic.DISK_WRITTEN, 0L);
                }
                yield known.orElse(List.of());
            }
        };
        lines.stream().filter(line -> !isMadeOfOthers(line)).forEach(line -> {
            Matcher one = OF_DEVICE.matcher(line);
            if (one.matches()) {
                add(bytes, one.group(2).equals("Read"), one.group(3));
            }
            BYTES.matcher(line).results().forEach(two -> add(bytes, two.group(1).equals("r"), two.group(2)));
        });
    }

    private static void add(Map<Traffic, Long> bytes, boolean isRead, String count) {
        bytes.merge(isRead ? Traffic.DISK_READ : Traffic.DISK_WRITTEN, Long.valueOf(count), Long::sum);
    }

    private boolean isMadeOfOthers(String line) {
        try (Stream<Path> slaves = Files.list(files.resolve("sys/dev/block/" + line.split(" ", 2)[0] + "/slaves"))) {
            return slaves.findAny().isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    /** A container in the network of the machine has none of its own: its interfaces count for all. */
    private void readNetwork(Map<Traffic, Long> bytes) {
        Optional<Path> namespace = namespace(Long.toString(pid));
        if (namespace.isEmpty() || namespace.equals(namespace("self"))) {
            return;
        }
        new PseudoFile(files.resolve("proc/" + pid + "/net/dev"))
                .lines()
                .ifPresent(lines -> lines.stream()
                        .map(line -> line.strip().split(":\\s*", 2))
                        .filter(columns -> columns.length == 2 && isOfContainers(columns[0]))
                        .forEach(columns -> {
                            String[] counts = columns[1].split("\\s+", -1);
                            bytes.merge(Traffic.NETWORK_RECEIVED, Long.valueOf(counts[RECEIVED]), Long::sum);
                            bytes.merge(Traffic.NETWORK_SENT, Long.valueOf(counts[SENT]), Long::sum);
                        }));
    }

    private static boolean isOfContainers(String name) {
        return NOT_OF_CONTAINERS.stream().noneMatch(name::startsWith);
    }

    private Optional<Path> namespace(String process) {
        try {
            return Optional.of(Files.readSymbolicLink(files.resolve("proc/" + process + "/ns/net")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public String text() {
        String versions = Stream.of(cpu, memory, disks)
                .flatMap(Optional::stream)
                .map(group -> group.version().word())
                .distinct()
                .reduce((one, two) -> one + " and " + two)
                .orElseThrow();
        return "cgroup " + versions + " of container " + id.substring(0, SHORT_ID);
    }
}
