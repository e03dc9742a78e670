package timerbench.harness.measure.monitor;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A process without a container of its own. Its network is that of the machine, so its part of it is not known.
 *
 * <p>Linux counts what a process reads when a device is asked for it, but what it writes when it changes a page in
 * memory, and then the whole of a large page. So writes are not measured.
 */
final class PlainProcess implements CounterSource {
    private final long pid;
    private final Supplier<List<Long>> tree;
    private final Path files;
    private long mostRead;

    /**
     * @param tree returns its id and those of its descendants
     * @param files the root of the file system
     */
    PlainProcess(long pid, Supplier<List<Long>> tree, Path files) {
        this.pid = pid;
        this.tree = tree;
        this.files = files;
    }

    /** The counter of a child that has ended is missing until its parent takes it over, so the sum may go back. */
    @Override
    public Counters read() {
        List<Long> read =
                tree.get().stream().flatMap(each -> read(each).stream()).toList();
        mostRead = Math.max(mostRead, read.stream().mapToLong(Long::longValue).sum());
        return new Counters(Optional.empty(), read.isEmpty() ? Map.of() : Map.of(Traffic.DISK_READ, mostRead));
    }

    private Optional<Long> read(long each) {
        return new PseudoFile(files.resolve("proc/" + each + "/io")).number("read_bytes");
    }

    @Override
    public Optional<Long> workingSet() {
        return Optional.empty();
    }

    @Override
    public String text() {
        return "process " + pid;
    }
}
