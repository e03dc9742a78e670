package timerbench.harness.targets.database.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import timerbench.harness.targets.process.DatabaseException;
import timerbench.harness.targets.process.Disturbable;
import timerbench.harness.targets.process.Signal;

/** The processes of an embedded PostgreSQL: the postmaster, and the backends that it alone starts. */
final class PostgresProcess implements Disturbable {
    private static final int STATUS_LINE = 7;
    private static final Duration BETWEEN = Duration.ofMillis(50);
    private static final Duration END = Duration.ofSeconds(60);

    private final Path data;
    private final Optional<List<String>> command;
    private volatile ProcessHandle postmaster;

    private PostgresProcess(Path data, ProcessHandle postmaster) {
        this.data = data;
        this.command = command(postmaster.info());
        this.postmaster = postmaster;
    }

    /** Returns the running server with these data. */
    static PostgresProcess of(Path data) throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
        return new PostgresProcess(
                data, ProcessHandle.of(pid).orElseThrow(() -> new IOException("process " + pid + " is gone already")));
    }

    private static Optional<List<String>> command(ProcessHandle.Info info) {
        if (info.command().isEmpty() || info.arguments().isEmpty()) {
            return Optional.empty();
        }
        // The server refuses to run as root; in a user namespace of its own it runs as nobody.
        boolean root = System.getProperty("user.name").equals("root");
        List<String> command = new ArrayList<>(root ? List.of("unshare", "-U") : List.of());
        command.add(info.command().get());
        command.addAll(List.of(info.arguments().get()));
        return Optional.of(command);
    }

    ProcessHandle postmaster() {
        return postmaster;
    }

    /** Returns all processes. The postmaster is stopped first, so that no backend is missed. */
    private List<ProcessHandle> stopped() {
        Signal.STOP.send(List.of(postmaster));
        return Stream.concat(postmaster.descendants(), Stream.of(postmaster)).toList();
    }

    @Override
    public void kill() {
        List<ProcessHandle> all = stopped();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(PostgresProcess::awaitEnd);
    }

    @Override
    public void stop() {
        Signal.STOP.send(stopped());
    }

    @Override
    public void resume() {
        Signal.CONTINUE.send(stopped());
    }

    /** Ends it by PostgreSQL's fast shutdown: open transactions are rolled back, and a checkpoint is written. */
    @Override
    public void shutDown() {
        Signal.INTERRUPT.send(List.of(postmaster));
        awaitEnd(postmaster);
    }

    private static void awaitEnd(ProcessHandle process) {
        long deadline = System.nanoTime() + END.toNanos();
        while (process.isAlive()) {
            if (System.nanoTime() > deadline) {
                throw new DatabaseException(
                        "process " + process.pid() + " of PostgreSQL has not ended within " + END.toSeconds() + " s");
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
    }

    @Override
    public void startAgain(Duration timeout) {
        try {
            postmaster = launch(
                    command.orElseThrow(
                            () -> new IOException("this system does not show the command that it was started by")),
                    timeout);
        } catch (IOException e) {
            throw new DatabaseException("the embedded PostgreSQL did not start again: " + e.getMessage(), e);
        }
    }

    private ProcessHandle launch(List<String> again, Duration timeout) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        // A backend that outlives its postmaster ends by itself. A new server starts only after the last of them.
        while (System.nanoTime() < deadline) {
            Process started = new ProcessBuilder(again)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            while (started.isAlive() && System.nanoTime() < deadline) {
                if (isReady(started.pid())) {
                    return started.toHandle();
                }
                LockSupport.parkNanos(BETWEEN.toNanos());
            }
            started.destroyForcibly();
        }
        throw new IOException("it was not ready within " + timeout.toSeconds() + " s");
    }

    private boolean isReady(long pid) throws IOException {
        Path file = data.resolve("postmaster.pid");
        List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        return lines.size() > STATUS_LINE
                && lines.get(0).equals(Long.toString(pid))
                && lines.get(STATUS_LINE).strip().equals("ready");
    }
}
