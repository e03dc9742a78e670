package timerbench.harness.load;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The folder that Gatling writes into, {@code results/}, with a folder for each run. */
final class ResultsFolder {
    /** A short run with Gatling's report takes half of that; a disk with less room is as good as full. */
    private static final int LEAST_BYTES = 1 << 20;

    /** A start takes a second or two; the payloads of a large load are made meanwhile. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final String LOCK = ".start.lock";
    private static final String LOG = "simulation.log";
    /** As in the names of Gatling's folders. */
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS", Locale.ROOT);

    private static final Duration BETWEEN = Duration.ofMillis(20);

    private final Path folder;

    ResultsFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Checks that this much can be written there, before the load rather than after it. Leaves nothing behind.
     *
     * @throws IOException if nothing can be written, or the disk has less room
     */
    void requireRoom(long bytes) throws IOException {
        Path there = folder;
        while (!Files.exists(there)) {
            there = there.getParent();
        }
        try {
            Path probe = Files.createTempFile(there, ".writable", "");
            try {
                Files.write(probe, new byte[LEAST_BYTES]);
            } finally {
                Files.delete(probe);
            }
        } catch (IOException e) {
            throw new IOException(folder + " cannot be written: " + e.getMessage(), e);
        }
        long free = Files.getFileStore(there).getUsableSpace();
        if (free < bytes) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "%s: this run writes about %,.0f MB, and the disk has %,.0f MB left; free some, or send fewer"
                            + " requests",
                    folder,
                    bytes / 1e6,
                    free / 1e6));
        }
    }

    Path folder() {
        return folder;
    }

    /**
     * Returns the start of a run; other runs wait with theirs until Gatling has made this one's folder.
     *
     * @throws IOException if another run takes a minute to start, or the folder cannot be locked
     */
    Start start() throws IOException {
        return start(PATIENCE, InstantSource.system());
    }

    /**
     * Returns the start of a run when no other run is starting. The lock ends with this process at the latest.
     *
     * @throws IOException if the others take longer than {@code patience}, or the folder cannot be locked
     */
    Start start(Duration patience, InstantSource clock) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(LOCK);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            long deadline = System.nanoTime() + patience.toNanos();
            while (!isLocked(channel)) {
                if (System.nanoTime() - deadline >= 0) {
                    throw new IOException("another run that is starting has held " + file + " for "
                            + patience.toSeconds() + " s; end that run, or start this one later");
                }
                LockSupport.parkNanos(BETWEEN.toNanos());
            }
            return new Start(channel, clock, runs());
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Makes the folder of a run without Gatling, under a name like those that Gatling gives.
     *
     * @throws IOException if it cannot be made
     */
    Path newRun(String simulation) throws IOException {
        Files.createDirectories(folder);
        while (true) {
            String name = simulation.toLowerCase(Locale.ROOT) + "-"
                    + LocalDateTime.now(ZoneOffset.UTC).format(STAMP);
            try {
                return Files.createDirectory(folder.resolve(name));
            } catch (FileAlreadyExistsException e) {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // held by this very process
        }
    }

    private Set<Path> runs() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .filter(path -> Files.exists(path.resolve(LOG)))
                    .collect(Collectors.toSet());
        }
    }

    /**
     * The start of a run, during which no other run starts in the same results folder. Gatling names a run's folder
     * after the simulation and the millisecond, reports the name to nobody, and writes into a folder that is
     * already there. Hence the lock: the one folder that is new when the start is over belongs to this run.
     */
    final class Start {
        private final FileChannel lock;
        private final InstantSource clock;
        private final Set<Path> before;
        private Optional<Path> run = Optional.empty();

        private Start(FileChannel lock, InstantSource clock, Set<Path> before) {
            this.lock = lock;
            this.clock = clock;
            this.before = before;
        }

        /**
         * Returns the folder that Gatling has made for this run. The first call, right after Gatling has made it,
         * ends the start and lets other runs start.
         *
         * @throws IOException if there is no new folder, or more than one
         */
        synchronized Path run() throws IOException {
            if (run.isEmpty()) {
                run = Optional.of(end());
            }
            return run.get();
        }

        /** The next run gets a later millisecond, and so another folder. */
        private Path end() throws IOException {
            try (lock) {
                List<Path> made =
                        runs().stream().filter(each -> !before.contains(each)).toList();
                if (made.size() != 1) {
                    throw new IOException("Gatling should have made one folder in " + folder + " for this run; new are "
                            + (made.isEmpty() ? "none" : made));
                }
                long now = clock.millis();
                while (clock.millis() == now) {
                    Thread.onSpinWait();
                }
                return made.get(0);
            }
        }
    }
}
