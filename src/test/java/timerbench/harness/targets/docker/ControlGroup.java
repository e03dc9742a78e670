package timerbench.harness.targets.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the kernel allows a process of this machine, by either version of control groups. */
public record ControlGroup(double cpus, long memoryBytes) {
    private static final Path ROOT = Path.of("/sys/fs/cgroup");

    public static ControlGroup of(long pid) throws IOException {
        List<String> places = Files.readAllLines(Path.of("/proc", Long.toString(pid), "cgroup"));
        if (Files.exists(ROOT.resolve("cgroup.controllers"))) {
            Path group = Path.of(ROOT + place(places, "0::"));
            String[] quota = read(group.resolve("cpu.max")).split(" ", -1);
            return new ControlGroup(
                    Double.parseDouble(quota[0]) / Double.parseDouble(quota[1]),
                    Long.parseLong(read(group.resolve("memory.max"))));
        }
        Path cpu = Path.of(ROOT + "/cpu" + place(places, "cpu"));
        Path memory = Path.of(ROOT + "/memory" + place(places, "memory"));
        return new ControlGroup(
                Double.parseDouble(read(cpu.resolve("cpu.cfs_quota_us")))
                        / Double.parseDouble(read(cpu.resolve("cpu.cfs_period_us"))),
                Long.parseLong(read(memory.resolve("memory.limit_in_bytes"))));
    }

    /** A line is like {@code 4:cpu,cpuacct:/docker/…}. */
    private static String place(List<String> places, String controller) {
        return places.stream()
                .filter(line -> controller.endsWith("::")
                        ? line.startsWith(controller)
                        : List.of(line.split(":", 3)[1].split(",", -1)).contains(controller))
                .findFirst()
                .map(line -> line.split(":", 3)[2])
                .orElseThrow(() -> new IllegalStateException("no control group for " + controller + " in " + places));
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file).strip();
    }
}
