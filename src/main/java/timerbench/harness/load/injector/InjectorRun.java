package timerbench.harness.load.injector;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import timerbench.harness.load.injector.Coordinated.Stop;
import timerbench.harness.load.injector.RunningInjectors.ClockDifference;
import timerbench.harness.run.JsonText;

/**
 * The coordinator's side of a run of several injectors: waits until all are ready, agrees on an instant with them,
 * and fetches their parts. If one is lost, the run ends. One thread at a time.
 */
public final class InjectorRun {
    private static final Duration POLL = Duration.ofMillis(100);

    /** An engine may be busy for a moment; an injector that cannot be reached for longer is lost. */
    private static final Duration UNREACHABLE = Duration.ofSeconds(5);

    private static final String UNREACHED = "cannot be reached";

    /** Longer than the head start of Gatling ({@link Coordinated}). */
    private static final Duration LEAD = Duration.ofSeconds(6);

    private final RunningInjectors injectors;
    private final int count;
    private final Path folder;
    private final Supplier<Optional<Stop>> stop;
    private final InstantSource clock;
    private final Runnable pause;
    private final Map<Integer, ClockDifference> clocks = new HashMap<>();
    private final Map<Integer, Instant> unreachableSince = new HashMap<>();
    private final TreeSet<Integer> fetched = new TreeSet<>();
    private Duration progressEvery = ChronoUnit.FOREVER.getDuration();
    private Consumer<InjectorProgress> onProgress = progress -> {};
    private Instant progressShown;
    private boolean stopped;

    /**
     * @param folder of the run, for a folder with the files of each part
     * @param stop why the load is to end early, as soon as it is
     */
    public InjectorRun(RunningInjectors injectors, int count, Path folder, Supplier<Optional<Stop>> stop) {
        this(injectors, count, folder, stop, InstantSource.system(), () -> LockSupport.parkNanos(POLL.toNanos()));
    }

    /** @param pause between two looks at the injectors */
    InjectorRun(
            RunningInjectors injectors,
            int count,
            Path folder,
            Supplier<Optional<Stop>> stop,
            InstantSource clock,
            Runnable pause) {
        this.injectors = injectors;
        this.count = count;
        this.folder = folder;
        this.stop = stop;
        this.clock = clock;
        this.progressShown = clock.instant();
        this.pause = pause;
    }

    /** Returns the folder of a part in the folder of a run. */
    public static Path partFolder(Path folder, int index) {
        return folder.resolve("part-" + index);
    }

    /** Sets who is told, at most this often, how far all injectors are together while they are waited for. */
    public void onProgress(Duration period, Consumer<InjectorProgress> listener) {
        progressEvery = period;
        onProgress = listener;
    }

    private void progress() {
        if (Duration.between(progressShown, clock.instant()).compareTo(progressEvery) < 0) {
            return;
        }
        progressShown = clock.instant();
        InjectorProgress sum = InjectorProgress.NONE;
        try {
            for (int i = 0; i < count; i++) {
                Optional<byte[]> own = injectors.read(i, InjectorFolder.PROGRESS);
                if (own.isPresent()) {
                    sum = sum.plus(InjectorProgress.of(new String(own.get(), StandardCharsets.UTF_8)));
                }
            }
        } catch (IOException e) {
            // A sum without one injector would look like a lower rate. It is asked again; whether it is lost, isDone
            // finds.
            return;
        }
        onProgress.accept(sum);
    }

    private interface Step {
        /** Returns whether this injector is done. */
        boolean isDone(int index) throws IOException, InjectorLost;
    }

    /**
     * Waits until all injectors have started, and checks that they are alike.
     *
     * @param wanted what each should be, but for its index
     * @throws InjectorLost if one has not within the time, or is another one
     */
    public void awaitStart(InjectorIdentity wanted, Duration timeout) throws InjectorLost {
        await(Optional.of(timeout), "has not started within " + timeout.toSeconds() + " s", index -> {
            Optional<byte[]> file = injectors.read(index, InjectorFolder.IDENTITY);
            if (file.isEmpty()) {
                return false;
            }
            Path kept = keep(index, InjectorFolder.IDENTITY, file.get());
            InjectorIdentity other = got(
                    index,
                    "cannot be understood",
                    () -> JsonText.read(kept, InjectorIdentity.class, "injector", InjectorPart.SCHEMA));
            List<String> differences = new ArrayList<>(wanted.differences(other));
            if (other.index() != index) {
                differences.add(0, "index " + other.index());
            }
            if (!differences.isEmpty()) {
                throw lost(index, "is not the one that was started: it has " + String.join("; ", differences));
            }
            return true;
        });
    }

    /**
     * Waits until all timers are created that are created before the load.
     *
     * @throws InjectorLost if an injector cannot deliver its part any more
     */
    public void awaitReady() throws InjectorLost {
        await(
                Optional.empty(),
                "",
                index -> injectors.read(index, InjectorFolder.READY).isPresent());
    }

    /**
     * Agrees with all injectors on an instant to begin, and returns it, by the clock of this process.
     *
     * @throws InjectorLost if one cannot be reached
     */
    public Instant begin() throws InjectorLost {
        Instant start = clock.instant();
        for (int i = 0; i < count; i++) {
            int index = i;
            clocks.put(i, got(i, UNREACHED, () -> injectors.clock(index)));
        }
        // Writing takes about as long as asking for the clocks did.
        Instant asked = clock.instant();
        Instant at = asked.plus(LEAD).plus(Duration.between(start, asked).multipliedBy(2));
        for (int i = 0; i < count; i++) {
            int index = i;
            Instant there = at.plus(clocks.get(i).ahead());
            String text = String.valueOf(there.getEpochSecond() * 1_000_000_000 + there.getNano());
            got(i, UNREACHED, () -> {
                injectors.write(index, InjectorFolder.BEGIN, text.getBytes(StandardCharsets.UTF_8));
                return true;
            });
        }
        return at;
    }

    /** Returns how the clock of an injector differs from that of this process; empty before the begin. */
    public Optional<ClockDifference> clock(int index) {
        return Optional.ofNullable(clocks.get(index));
    }

    /**
     * Waits for the parts of all injectors, and fetches each.
     *
     * @param cutShort is told why an injector has ended its load before its time: those of the others go on
     * @throws InjectorLost if one has not delivered its part within the time, or cannot any more
     */
    public void awaitParts(Duration timeout, Consumer<String> cutShort) throws InjectorLost {
        await(Optional.of(timeout), "has not delivered its part within " + timeout.toSeconds() + " s", index -> {
            boolean done = fetch(index);
            if (done) {
                got(index, "has left no part", () -> InjectorPart.read(partFolder(folder, index)))
                        .cutShortBy()
                        .ifPresent(why -> cutShort.accept("injector " + index + ": " + why));
            }
            return done;
        });
    }

    /**
     * Tells all injectors to stop because one is lost, and fetches the parts that come within the time.
     *
     * @return the indices of the parts that there are
     */
    public List<Integer> giveUp(String reason, Duration patience) {
        tell(new Stop(false, reason));
        Instant deadline = clock.instant().plus(patience);
        List<Integer> left = new ArrayList<>(IntStream.range(0, count).boxed().toList());
        while (!left.isEmpty() && clock.instant().isBefore(deadline)) {
            left.removeIf(index -> {
                try {
                    return fetch(index) || injectors.failure(index).isPresent();
                } catch (IOException e) {
                    return true;
                }
            });
            pause.run();
        }
        return List.copyOf(fetched);
    }

    private boolean fetch(int index) throws IOException {
        if (fetched.contains(index)) {
            return true;
        }
        Optional<byte[]> part = injectors.read(index, InjectorFolder.PART);
        if (part.isEmpty()) {
            return false;
        }
        byte[] requests = injectors
                .read(index, InjectorFolder.REQUESTS)
                .orElseThrow(() -> new IOException(InjectorFolder.REQUESTS + " is missing"));
        var unused = keep(index, InjectorFolder.REQUESTS, requests);
        unused = keep(index, InjectorFolder.PART, part.get());
        fetched.add(index);
        try {
            injectors.write(index, InjectorFolder.FETCHED, new byte[0]);
        } catch (IOException e) {
            // It has ended by itself: nothing is lost.
        }
        return true;
    }

    private Path keep(int index, String file, byte[] content) throws IOException {
        Path target = Files.createDirectories(partFolder(folder, index)).resolve(file);
        Path unfinished = target.resolveSibling("." + file + ".unfinished");
        Files.write(unfinished, content);
        return Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
    }

    private void await(Optional<Duration> timeout, String tooLate, Step step) throws InjectorLost {
        Instant start = clock.instant();
        TreeSet<Integer> left = new TreeSet<>(IntStream.range(0, count).boxed().toList());
        while (!left.isEmpty()) {
            if (!stopped) {
                stop.get().ifPresent(this::tell);
            }
            progress();
            for (int index : List.copyOf(left)) {
                if (isDone(index, step)) {
                    left.remove(index);
                }
            }
            boolean isOver = timeout.filter(most -> clock.instant().isAfter(start.plus(most)))
                    .isPresent();
            if (isOver && !left.isEmpty()) {
                throw silent(left.first(), tooLate);
            }
            if (!left.isEmpty()) {
                pause.run();
            }
        }
    }

    /** An injector that has ended may have delivered before. */
    private boolean isDone(int index, Step step) throws InjectorLost {
        try {
            Optional<String> failure = injectors.failure(index);
            boolean done = step.isDone(index);
            unreachableSince.remove(index);
            if (!done && failure.isPresent()) {
                throw lost(index, failure.get());
            }
            return done;
        } catch (IOException e) {
            Instant since = unreachableSince.computeIfAbsent(index, key -> clock.instant());
            if (Duration.between(since, clock.instant()).compareTo(UNREACHABLE) > 0) {
                throw lost(index, UNREACHED + ": " + e.getMessage());
            }
            return false;
        }
    }

    private interface Action<T> {
        T get() throws IOException;
    }

    private <T> T got(int index, String otherwise, Action<T> action) throws InjectorLost {
        try {
            return action.get();
        } catch (IOException e) {
            throw lost(index, otherwise + ": " + e.getMessage());
        }
    }

    private InjectorLost lost(int index, String reason) {
        return new InjectorLost(index, count, reason);
    }

    private InjectorLost silent(int index, String tooLate) {
        List<String> lines = injectors.lastLines(index);
        return lost(
                index, tooLate + (lines.isEmpty() ? "" : "; the last that it printed: " + String.join(" | ", lines)));
    }

    private void tell(Stop why) {
        stopped = true;
        for (int i = 0; i < count; i++) {
            try {
                injectors.write(i, InjectorFolder.STOP, why.text().getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // It has ended, or cannot be reached: it is waited for, and that says why.
            }
        }
    }
}
