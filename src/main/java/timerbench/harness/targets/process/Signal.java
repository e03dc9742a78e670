package timerbench.harness.targets.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The signals that Java cannot send. */
public enum Signal {
    STOP("STOP"),
    CONTINUE("CONT"),
    INTERRUPT("INT");

    private final String posix;

    Signal(String posix) {
        this.posix = posix;
    }

    /**
     * Sends it to these processes, in this order. Those that have ended are passed over.
     *
     * @throws UncheckedIOException if there is no shell
     */
    public void send(List<ProcessHandle> processes) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "for pid; do kill -" + posix + " $pid; done", "sh"));
        processes.forEach(process -> command.add(Long.toString(process.pid())));
        try {
            new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("no shell that sends signals: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
