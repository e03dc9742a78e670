package timerbench.harness.load.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import timerbench.harness.targets.process.ShellGuard;

/**
 * Runs the shell commands of faults, with the environment of this process. Their output is kept in
 * {@value #FILE}, without secrets.
 *
 * @param folder of the run
 * @param struckOut returns a text without secrets
 */
public record ShellCommand(Supplier<Path> folder, UnaryOperator<String> struckOut) {
    /** The file that keeps the output. */
    public static final String FILE = "faults.log";

    private static final int LONGEST_MINUTES = 5;

    /**
     * Returns the action that runs a command, and another one to undo it. However this process ends in between, a
     * guard undoes the command.
     */
    FaultAction action(String command, Optional<String> undo) {
        return new FaultAction() {
            private Optional<ShellGuard> guard = Optional.empty();

            @Override
            public void begin() {
                guard = undo.map(ShellGuard::of);
                run(command);
            }

            @Override
            public void end() {
                guard.ifPresent(ShellGuard::close);
                undo.ifPresent(ShellCommand.this::run);
            }
        };
    }

    /**
     * Runs the command, and returns when it has ended with 0.
     *
     * @throws IllegalStateException if it ends otherwise, or takes longer than {@value #LONGEST_MINUTES} minutes
     */
    private void run(String command) {
        Instant began = Instant.now();
        try {
            Process process = new ProcessBuilder("sh", "-c", command)
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
            String said = output(process);
            String end = "exit code " + process.exitValue();
            keep(began + " $ " + command + "\n" + said + "[" + end + "]\n");
            if (process.exitValue() != 0) {
                throw new IllegalStateException(
                        "the command ended with " + end + last(said) + "; its output is in " + FILE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the command could not be run: " + e.getMessage(), e);
        }
    }

    private static String output(Process process) throws IOException {
        CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> {
            try {
                return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        try {
            String said = output.get(LONGEST_MINUTES, TimeUnit.MINUTES);
            process.waitFor();
            return said.isEmpty() || said.endsWith("\n") ? said : said + "\n";
        } catch (TimeoutException e) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new IllegalStateException("the command did not end within " + LONGEST_MINUTES + " minutes", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the output of the command could not be read: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a command ran", e);
        }
    }

    private String last(String said) {
        List<String> lines = said.strip().lines().toList();
        return lines.isEmpty() ? "" : ": " + struckOut.apply(lines.get(lines.size() - 1));
    }

    private synchronized void keep(String text) throws IOException {
        Files.writeString(
                folder.get().resolve(FILE),
                struckOut.apply(text),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
