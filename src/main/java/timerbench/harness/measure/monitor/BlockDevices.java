package timerbench.harness.measure.monitor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads how much the machine's block devices have read and written since boot, as Linux counts their sectors. The
 * counts of a process cannot replace it: Linux charges a process with a page when it dirties the page, and with the
 * whole of a large page.
 */
final class BlockDevices {
    private static final Path COUNTS = Path.of("/proc/diskstats");
    private static final Path DEVICES = Path.of("/sys/block");

    // Columns and unit: Linux, Documentation/admin-guide/iostats.rst. There, a sector has 512 bytes, whatever
    // the device's own sectors have.
    private static final int NAME = 2;
    private static final int SECTORS_READ = 5;
    private static final int SECTORS_WRITTEN = 9;
    private static final int SECTOR_BYTES = 512;

    private BlockDevices() {}

    /** Returns the bytes of all devices together; empty if the system does not report them. */
    static Optional<ProcessMonitor.Transfer> read() {
        try {
            return Files.isReadable(COUNTS)
                    ? sum(Files.readAllLines(COUNTS), BlockDevices::isDevice)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Excludes partitions and devices made of others, which would count a second time. */
    private static boolean isDevice(String name) {
        return Files.exists(DEVICES.resolve(name).resolve("device"));
    }

    static Optional<ProcessMonitor.Transfer> sum(List<String> lines, Predicate<String> isDevice) {
        return lines.stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns.length > SECTORS_WRITTEN && isDevice.test(columns[NAME]))
                .map(columns ->
                        new ProcessMonitor.Transfer(bytes(columns[SECTORS_READ]), bytes(columns[SECTORS_WRITTEN])))
                .reduce(ProcessMonitor.Transfer::plus);
    }

    private static long bytes(String sectors) {
        return Long.parseLong(sectors) * SECTOR_BYTES;
    }
}
