package timerbench.harness.targets.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A shell that waits for the end of its standard input and then cleans up. It works however this process ends, even
 * by SIGKILL. Start it before there is anything to clean up.
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
     * Starts a guard.
     *
     * @param script the script that cleans up, for a POSIX shell
     * @param arguments the arguments of the script: {@code $1}, {@code $2} …
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

    /** Cleans up now, as at the end of this process, and waits until that is done. */
    public void tidyUp(Duration patience) {
        end("", patience);
    }

    /** Ends the guard without cleaning up. Closing twice is harmless. */
    @Override
    public void close() {
        end("ended\n", RELEASE);
    }

    private void end(String last, Duration patience) {
        try {
            shell.getOutputStream().write(last.getBytes(StandardCharsets.UTF_8));
            shell.getOutputStream().close();
        } catch (IOException e) {
            // If the guard has ended already, there is nothing to send.
            if (shell.isAlive()) {
                throw new UncheckedIOException("a guard does not read its input", e);
            }
        }
        try {
            shell.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
