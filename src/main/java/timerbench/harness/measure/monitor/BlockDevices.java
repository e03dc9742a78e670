package timerbench.harness.measure.monitor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the machine's block devices have read and written since it began, as Linux counts their sectors. What a process is
 * charged with is no measure of that: Linux charges it with a page when it dirties it, and with the whole of a large one.
 */
final class BlockDevices {
    private static final Path COUNTS = Path.of("/proc/diskstats");
    private static final Path DEVICES = Path.of("/sys/block");

    // Columns and unit: Linux, Documentation/admin-guide/iostats.rst. A sector has 512 bytes there, whatever the
    // device's own has.
    private static final int NAME = 2;
    private static final int SECTORS_READ = 5;
    private static final int SECTORS_WRITTEN = 9;
    private static final int SECTOR_BYTES = 512;

    private BlockDevices() {}

    /** Returns the bytes of all of them together; empty where the system does not tell. */
    static Optional<Transfer> read() {
        try {
            return Files.isReadable(COUNTS)
                    ? sum(Files.readAllLines(COUNTS), BlockDevices::isDevice)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Partitions, and what is made of other devices, would count a second time. */
    private static boolean isDevice(String name) {
        return Files.exists(DEVICES.resolve(name).resolve("device"));
    }

    static Optional<Transfer> sum(List<String> lines, Predicate<String> isDevice) {
        return lines.stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns.length > SECTORS_WRITTEN && isDevice.test(columns[NAME]))
                .map(columns -> new Transfer(bytes(columns[SECTORS_READ]), bytes(columns[SECTORS_WRITTEN])))
                .reduce(Transfer::plus);
    }

    private static long bytes(String sectors) {
        return Long.parseLong(sectors) * SECTOR_BYTES;
    }
}
