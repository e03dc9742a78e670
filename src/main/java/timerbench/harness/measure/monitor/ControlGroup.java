package timerbench.harness.measure.monitor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A control group of Linux, which counts or limits what its processes use.
 *
 * <p>Sources: Linux, Documentation/admin-guide/cgroup-v2.rst, Documentation/scheduler/sched-bwc.rst (version 1) and
 * proc(5) for the lines of {@code mountinfo}.
 *
 * @param folder of the group, below a mount of its hierarchy
 */
record ControlGroup(Path folder, Version version) {
    /** The version of the kernel's interface. A machine may have both. */
    enum Version {
        ONE("v1", "cgroup", "cpu.cfs_quota_us", "throttled_time", 1e9),
        TWO("v2", "cgroup2", "cpu.max", "throttled_usec", 1e6);

        private final String word;
        private final String fileSystem;
        private final String limit;
        private final String time;
        private final double perSecond;

        Version(String word, String fileSystem, String limit, String time, double perSecond) {
            this.word = word;
            this.fileSystem = fileSystem;
            this.limit = limit;
            this.time = time;
            this.perSecond = perSecond;
        }

        /** Returns the usual name, such as {@code v2}. */
        String word() {
            return word;
        }
    }

    private static final String CPU = "cpu";
    private static final String COUNTS = "cpu.stat";

    // Columns of mountinfo.
    private static final int ROOT = 3;
    private static final int MOUNT_POINT = 4;
    private static final int TYPE = 1; // after the separator

    /** A mounted hierarchy. A container sees only a part of it, whose path is the root. */
    private record Mount(Path point, Path root, Version version) {}

    /** The path of a process's group in a hierarchy. */
    private record Membership(Path path, Version version) {}

    /**
     * Returns the nearest group around a process whose CPU time is limited; empty if none is, or it cannot be seen.
     *
     * @param files the root of the file system
     */
    static Optional<ControlGroup> limiting(long pid, Path files) {
        return around(pid, CPU, files).filter(ControlGroup::isLimited).findFirst();
    }

    /**
     * Returns the groups around a process in the hierarchy of a controller of version 1, and then in that of version
     * 2, each from the inside to the mount. A group that cannot be seen is missing.
     *
     * @param files the root of the file system
     */
    static Stream<ControlGroup> around(long pid, String controller, Path files) {
        Path proc = files.resolve("proc");
        List<Mount> mounts = lines(proc.resolve("self/mountinfo"))
                .flatMap(line -> mount(line, controller).stream())
                .toList();
        return lines(proc.resolve(pid + "/cgroup"))
                .flatMap(line -> membership(line, controller).stream())
                .sorted(Comparator.comparing(Membership::version))
                .flatMap(group -> mounts.stream().flatMap(mount -> around(group, mount, files)));
    }

    /** Returns a file of the group. */
    PseudoFile file(String name) {
        return new PseudoFile(folder.resolve(name));
    }

    private static Stream<String> lines(Path file) {
        return new PseudoFile(file).lines().stream().flatMap(List::stream);
    }

    private static Optional<Mount> mount(String line, String controller) {
        String[] before = line.split(" ", -1);
        String[] after = line.substring(line.lastIndexOf(" - ") + 1).split(" ", -1);
        return Arrays.stream(Version.values())
                .filter(version -> after.length > TYPE && after[TYPE].equals(version.fileSystem))
                .filter(version -> version == Version.TWO || has(controller, after[after.length - 1]))
                .map(version -> new Mount(Path.of(before[MOUNT_POINT]), Path.of(before[ROOT]), version))
                .findFirst();
    }

    /** Reads a line such as {@code 4:cpu,cpuacct:/docker/3f} of version 1, or {@code 0::/docker/3f} of version 2. */
    private static Optional<Membership> membership(String line, String controller) {
        String[] parts = line.split(":", 3);
        if (parts.length < 3 || !(parts[1].isEmpty() || has(controller, parts[1]))) {
            return Optional.empty();
        }
        return Optional.of(new Membership(Path.of(parts[2]), parts[1].isEmpty() ? Version.TWO : Version.ONE));
    }

    private static boolean has(String controller, String all) {
        return List.of(all.split(",")).contains(controller);
    }

    /** Returns the group and those around it, from the inside to the mount. */
    private static Stream<ControlGroup> around(Membership group, Mount mount, Path files) {
        if (group.version() != mount.version() || !group.path().startsWith(mount.root())) {
            return Stream.empty();
        }
        Path point = files.resolve(mount.point().toString().substring(1));
        Path folder = point.resolve(mount.root().relativize(group.path())).normalize();
        return Stream.iterate(folder, each -> each != null && each.startsWith(point), Path::getParent)
                .map(each -> new ControlGroup(each, group.version()));
    }

    private boolean isLimited() {
        return lines(folder.resolve(version.limit))
                .map(line -> line.split(" ", -1)[0])
                .flatMap(quota -> PseudoFile.parsed(quota).stream())
                .anyMatch(quota -> quota > 0);
    }

    /** Returns what tells the group from a later one of the same path; empty if it is gone. */
    Optional<Object> identity() {
        try {
            return Optional.ofNullable(
                    Files.readAttributes(folder, BasicFileAttributes.class).fileKey());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Returns the counts since the group was made; empty if it is gone. */
    Optional<Throttling> read() {
        PseudoFile counts = file(COUNTS);
        return counts.number("nr_periods")
                .map(periods -> new Throttling(
                        periods,
                        counts.number("nr_throttled").orElse(0L),
                        counts.number(version.time).orElse(0L) / version.perSecond));
    }
}
