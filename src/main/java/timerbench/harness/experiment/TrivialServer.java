package timerbench.harness.experiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import timerbench.harness.measure.monitor.ProcessMonitor;
import timerbench.harness.targets.TrivialService;

/** A {@link TrivialService} in a process of its own, which ends with this one. */
public final class TrivialServer implements AutoCloseable {
    private final Process process;
    private final String url;
    private final long startNanos = System.nanoTime();

    private TrivialServer(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Starts it, and returns it when it listens.
     *
     * @throws IOException if it does not start
     */
    public static TrivialServer start() throws IOException {
        Process process = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TrivialService.class.getName()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        // Never closed: that would close the process's standard output, too.
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String url = out.readLine();
        if (url == null) {
            process.destroyForcibly();
            throw new IOException("the trivial server did not start");
        }
        return new TrivialServer(process, url);
    }

    /** Returns its address. */
    public String url() {
        return url;
    }

    /** Returns how many processors it has used since its start, in a sentence. */
    public String usage() {
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        return String.format(
                Locale.ROOT,
                "the trivial server used %.2f processors on average, from its start to the end of the last run",
                ProcessMonitor.cpuSeconds(List.of(process.toHandle())) / seconds);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
