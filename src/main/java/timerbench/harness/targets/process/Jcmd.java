package timerbench.harness.targets.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Gives commands to other JVMs, with the JDK's own {@code jcmd}. */
public final class Jcmd {
    private static final Path PROGRAM = Path.of(System.getProperty("java.home"), "bin", "jcmd");

    /** A short-lived JVM starts sooner with these. */
    private static final List<String> SMALL =
            List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC", "-J-XX:-UsePerfData");

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String CAUGHT = "SigCgt:";
    private static final long SIGQUIT = 1L << 2;

    private Jcmd() {}

    /**
     * Returns whether the process is a JVM that takes commands. Such a JVM is woken by SIGQUIT, which ends other
     * processes, so this must be asked first.
     */
    public static boolean reaches(ProcessHandle process) {
        return Files.isExecutable(PROGRAM)
                && process.info()
                        .command()
                        .filter(command -> Path.of(command).endsWith("java"))
                        .isPresent()
                && catchesQuit(Path.of("/proc/" + process.pid() + "/status"));
    }

    /** Returns whether the process does not end by SIGQUIT, as a JVM with {@code -Xrs} does; true if that is unknown. */
    private static boolean catchesQuit(Path status) {
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith(CAUGHT))
                    .allMatch(line -> (Long.parseUnsignedLong(
                                            line.substring(CAUGHT.length()).strip(), 16)
                                    & SIGQUIT)
                            != 0);
        } catch (IOException e) {
            return true;
        }
    }

    /**
     * Returns the answer to a command such as {@code GC.run}; empty if the JVM does not take it, as that of another
     * user, or does not answer in time.
     *
     * @param process that a {@linkplain #reaches command reaches}
     */
    public static Optional<String> run(ProcessHandle process, String... command) {
        List<String> line = new ArrayList<>(List.of(PROGRAM.toString()));
        line.addAll(SMALL);
        line.add(Long.toString(process.pid()));
        line.addAll(List.of(command));
        try {
            Process jcmd = new ProcessBuilder(line)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            CompletableFuture.delayedExecutor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(jcmd::destroyForcibly);
            String answer = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return jcmd.waitFor() == 0 ? Optional.of(answer) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
