package timerbench.harness.targets.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A shell that waits for its standard input to end, and then tidies up: however this process ends, SIGKILL included. It
 * stands before there is anything to tidy up.
 */
public final class ShellGuard implements AutoCloseable {
    private static final String WAITING = """
            trap '' INT TERM HUP
            ended=
            while read -r line; do ended=$line; done
            [ -n "$ended" ] && exit
            """;

    private static final Duration RELEASE = Duration.ofSeconds(5);

    private final Process shell;

    private ShellGuard(Process shell) {
        this.shell = shell;
    }

    /**
     * Returns the guard, which stands.
     *
     * @param script of a POSIX shell that tidies up
     * @param arguments that it knows as {@code $1}, {@code $2} …
     * @throws UncheckedIOException if there is no shell
     */
    public static ShellGuard of(String script, String... arguments) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", WAITING + script, "guard"));
        command.addAll(List.of(arguments));
        try {
            return new ShellGuard(new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException("no shell for a guard: " + e.getMessage(), e);
        }
    }

    /** Has it tidy up now, as the end of this process would, and waits for it. */
    public void tidyUp(Duration patience) {
        end("", patience);
    }

    /** Ends the guard, which has nothing to tidy up any more. Closing twice is harmless. */
    @Override
    public void close() {
        end("ended\n", RELEASE);
    }

    private void end(String last, Duration patience) {
        try {
            shell.getOutputStream().write(last.getBytes(StandardCharsets.UTF_8));
            shell.getOutputStream().close();
        } catch (IOException e) {
            // Ended before: there is nobody to tell any more.
            if (shell.isAlive()) {
                throw new UncheckedIOException("a guard does not listen", e);
            }
        }
        try {
            shell.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
