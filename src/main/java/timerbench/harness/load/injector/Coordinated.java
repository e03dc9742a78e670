package timerbench.harness.load.injector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import timerbench.harness.measure.monitor.Ticker;
import timerbench.harness.run.JsonText;
import timerbench.harness.run.WholeFile;

/**
 * An injector's side of its folder: it says who it is and that it is ready, waits for the agreed instant, and learns
 * that it is to stop.
 */
public final class Coordinated {
    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration STOP_POLL = Duration.ofMillis(200);

    /** Gatling needs some time to begin. Its first virtual users wait for the agreed instant by themselves. */
    private static final Duration HEAD_START = Duration.ofSeconds(5);

    private static final long NANOS = 1_000_000_000;

    private final Path folder;
    private final Ticker stopping = new Ticker("injector-stop");
    private volatile Optional<Instant> agreed;

    /** The word at the start of {@link InjectorFolder#STOP}, and the reason after it. */
    public record Stop(boolean interrupt, String reason) {
        private static final String INTERRUPT = "interrupt";
        private static final String FAIL = "fail";

        String text() {
            return (interrupt ? INTERRUPT : FAIL) + "\n" + reason + "\n";
        }

        static Stop of(List<String> lines) {
            return new Stop(
                    !lines.isEmpty() && lines.get(0).equals(INTERRUPT),
                    lines.size() < 2 ? "told to stop" : lines.get(1));
        }
    }

    private Coordinated(Path folder, Optional<Instant> agreed) {
        this.folder = folder;
        this.agreed = agreed;
    }

    /**
     * Returns the side of this injector; its folder is made if it is not there.
     *
     * @throws IOException if it cannot be made
     */
    public static Coordinated of(OwnInjector own) throws IOException {
        return new Coordinated(Files.createDirectories(Path.of(own.folder())), own.beginAt());
    }

    /**
     * Says who this injector is.
     *
     * @throws IOException if that cannot be written
     */
    public void introduce(InjectorIdentity identity) throws IOException {
        write(InjectorFolder.IDENTITY, JsonText.of(identity));
    }

    /** Looks from now on whether the coordinator wants the load to end early, and tells the listener once. */
    public void onStop(Consumer<Stop> listener) {
        stopping.every(STOP_POLL, () -> {
            Path file = folder.resolve(InjectorFolder.STOP);
            if (Files.exists(file)) {
                stopping.stop();
                listener.accept(Stop.of(lines(file)));
            }
        });
    }

    /** Says how far this injector is. */
    public void progress(InjectorProgress progress) {
        try {
            write(InjectorFolder.PROGRESS, progress.text());
        } catch (IOException e) {
            // It is only shown, and said again a second later.
        }
    }

    /** Says that the load can begin. */
    public void ready() {
        try {
            write(InjectorFolder.READY, "");
        } catch (IOException e) {
            throw new IllegalStateException(folder + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Returns the instant at which the load begins, by the clock of this process; empty while it is not known. */
    public Optional<Instant> agreed() {
        if (agreed.isEmpty()) {
            Path file = folder.resolve(InjectorFolder.BEGIN);
            if (Files.exists(file)) {
                long nanos = Long.parseLong(lines(file).get(0));
                agreed = Optional.of(Instant.ofEpochSecond(nanos / NANOS, nanos % NANOS));
            }
        }
        return agreed;
    }

    /**
     * Waits until the agreed instant is near.
     *
     * @param onPoll runs again and again
     */
    public void await(Runnable onPoll) {
        while (!isNear()) {
            onPoll.run();
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    /** Returns whether Gatling may begin: the agreed instant is near, or the load is to stop. */
    public boolean isNear() {
        return Files.exists(folder.resolve(InjectorFolder.STOP))
                || agreed().filter(at -> !Instant.now().isBefore(at.minus(HEAD_START)))
                        .isPresent();
    }

    /** Returns the time from an instant until the agreed one; zero if that was before it, or is not known. */
    public Duration left(Instant since) {
        return agreed().map(at -> Duration.between(since, at))
                .filter(left -> !left.isNegative())
                .orElse(Duration.ZERO);
    }

    /** Returns the folder. */
    public Path folder() {
        return folder;
    }

    /** Stays until the coordinator has fetched the part, but not longer than this. */
    public void awaitFetched(Duration most) {
        long deadline = System.nanoTime() + most.toNanos();
        while (!Files.exists(folder.resolve(InjectorFolder.FETCHED)) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(STOP_POLL.toNanos());
        }
    }

    private void write(String file, String text) throws IOException {
        var unused = WholeFile.write(folder.resolve(file), text);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
