package timerbench.harness.load;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The start of a run, during which no other run starts in the same results folder. Gatling names a run's folder after the
 * simulation and the millisecond, tells nobody the name, and writes into a folder that is already there. Hence the lock:
 * the one folder that is new when the start is over belongs to this run.
 */
final class RunStart {
    private static final String LOCK = ".start.lock";
    private static final String LOG = "simulation.log";
    private static final Duration BETWEEN = Duration.ofMillis(20);

    private final Path results;
    private final FileChannel lock;
    private final Set<Path> before;

    private RunStart(Path results, FileChannel lock) throws IOException {
        this.results = results;
        this.lock = lock;
        this.before = runs();
    }

    /**
     * Returns the start of a run when no other run is starting. The lock ends with this process at the latest.
     *
     * @throws IOException if the others take longer than {@code patience}, or the folder cannot be locked
     */
    static RunStart in(Path results, Duration patience) throws IOException {
        Files.createDirectories(results);
        Path file = results.resolve(LOCK);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            long deadline = System.nanoTime() + patience.toNanos();
            while (locked(channel) == null) {
                if (System.nanoTime() - deadline >= 0) {
                    throw new IOException("another run that is starting has held " + file + " for "
                            + patience.toSeconds() + " s; end that run, or start this one later");
                }
                LockSupport.parkNanos(BETWEEN.toNanos());
            }
            return new RunStart(results, channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static @Nullable FileLock locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by this very process
        }
    }

    /**
     * Returns the folder that Gatling has made for this run, and lets other runs start. The next one gets a later
     * millisecond, and so another folder.
     *
     * @throws IOException if there is no new folder, or more than one
     */
    Path end(InstantSource clock) throws IOException {
        try (lock) {
            List<Path> made =
                    runs().stream().filter(run -> !before.contains(run)).toList();
            if (made.size() != 1) {
                throw new IOException("Gatling should have made one folder in " + results + " for this run; new are "
                        + (made.isEmpty() ? "none" : made));
            }
            long now = clock.millis();
            while (clock.millis() == now) {
                Thread.onSpinWait();
            }
            return made.get(0);
        }
    }

    private Set<Path> runs() throws IOException {
        try (Stream<Path> all = Files.list(results)) {
            return all.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .filter(path -> Files.exists(path.resolve(LOG)))
                    .collect(Collectors.toSet());
        }
    }
}
