package timerbench.harness.targets.revision;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Builds of commits, kept in a folder under their names. A build is whole or does not exist: it is made beside the
 * others and then moved. Several processes may use the folder at once: whoever uses a build holds a lock on it, and a
 * locked build is not removed.
 */
final class KeptBuilds {
    /** Those that were used last stay. */
    static final int MOST = 30;

    private static final String BUILT = "built";
    private static final String FILES = "files";
    private static final String LOCK = "lock";
    private static final String BESIDE = ".beside-";
    private static final Duration FORGOTTEN = Duration.ofDays(1);

    private final Path folder;

    KeptBuilds(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** Makes a build in an empty folder. */
    interface Maker {
        void make(Path into) throws IOException;
    }

    /** A kept build in use. */
    static final class Kept implements AutoCloseable {
        private final Path built;
        private final FileChannel lock;

        private Kept(Path built, FileChannel lock) {
            this.built = built;
            this.lock = lock;
        }

        /** Returns the folder of the build. */
        Path built() {
            return built;
        }

        @Override
        public void close() throws IOException {
            lock.close();
        }
    }

    /**
     * Returns the build of this name, unless there is none, a file of it is missing or has another size, or it is not
     * complete.
     */
    Optional<Kept> find(String name, Predicate<Path> isComplete) throws IOException {
        Path kept = folder.resolve(name);
        FileChannel channel;
        try {
            channel = FileChannel.open(kept.resolve(LOCK), StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        try {
            lockShared(channel);
            // Checked under the lock: before, another process may have removed it.
            if (isWhole(kept) && isComplete.test(kept.resolve(BUILT))) {
                Files.setLastModifiedTime(kept.resolve(LOCK), FileTime.from(Instant.now()));
                return Optional.of(new Kept(kept.resolve(BUILT), channel));
            }
            channel.close();
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static void lockShared(FileChannel channel) throws IOException {
        try {
            var unused = channel.lock(0, Long.MAX_VALUE, true);
        } catch (OverlappingFileLockException e) {
            // Another user in this process has it locked.
        }
    }

    private static boolean isWhole(Path kept) throws IOException {
        Path files = kept.resolve(FILES);
        if (!Files.isRegularFile(files) || !Files.isDirectory(kept.resolve(BUILT))) {
            return false;
        }
        Set<String> found = new HashSet<>(FolderTree.files(kept.resolve(BUILT)));
        return found.containsAll(Files.readAllLines(files));
    }

    /**
     * Makes the build of this name and keeps it, unless another process has done so meanwhile. Removes builds that
     * nobody uses and that were not used for long.
     */
    Kept keep(String name, Predicate<Path> isComplete, Maker maker) throws IOException {
        Files.createDirectories(folder);
        Path beside = Files.createTempDirectory(folder, BESIDE);
        try {
            maker.make(Files.createDirectory(beside.resolve(BUILT)));
            Files.write(beside.resolve(FILES), FolderTree.files(beside.resolve(BUILT)));
            Files.createFile(beside.resolve(LOCK));
            Kept kept = move(beside, name, isComplete);
            removeOld();
            return kept;
        } finally {
            FolderTree.delete(beside);
        }
    }

    private Kept move(Path beside, String name, Predicate<Path> isComplete) throws IOException {
        // What another process moves here is whole at once: what is here and not whole is damaged.
        if (Files.exists(folder.resolve(name))) {
            Optional<Kept> others = find(name, isComplete);
            if (others.isPresent()) {
                return others.get();
            }
            if (!remove(folder.resolve(name))) {
                throw new IOException(folder.resolve(name) + " is damaged, and another process uses it");
            }
        }
        try {
            Files.move(beside, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            // Another process was first, if the build is there now.
            return find(name, isComplete).orElseThrow(() -> e);
        }
        return find(name, isComplete)
                .orElseThrow(() -> new IOException(folder.resolve(name) + " was removed as soon as it was built"));
    }

    private void removeOld() throws IOException {
        List<Path> all;
        try (Stream<Path> listed = Files.list(folder)) {
            all = listed.sorted(Comparator.comparing(KeptBuilds::lastUse).reversed())
                    .toList();
        }
        Instant forgotten = Instant.now().minus(FORGOTTEN);
        for (Path beside : all) {
            if (isBeside(beside) && lastUse(beside).isBefore(forgotten)) {
                FolderTree.delete(beside);
            }
        }
        for (Path old : all.stream().filter(path -> !isBeside(path)).skip(MOST).toList()) {
            var unused = remove(old);
        }
    }

    private static boolean isBeside(Path path) {
        return path.getFileName().toString().startsWith(BESIDE);
    }

    private static Instant lastUse(Path kept) {
        try {
            Path lock = kept.resolve(LOCK);
            return Files.getLastModifiedTime(Files.exists(lock) ? lock : kept).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }

    /** Removes a build at once, and then its files; returns whether it was not in use. */
    private boolean remove(Path kept) throws IOException {
        Path removed = folder.resolve(Files.createTempDirectory(folder, BESIDE)).resolve("removed");
        try (FileChannel channel = FileChannel.open(
                kept.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ)) {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                return false;
            }
            Files.move(kept, removed, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (NoSuchFileException e) {
            // Another process has removed it.
            return true;
        } finally {
            FolderTree.delete(removed.getParent());
        }
    }
}
