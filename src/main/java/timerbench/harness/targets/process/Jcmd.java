package timerbench.harness.targets.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Gives commands to other JVMs of this user on this machine, with the JDK's own {@code jcmd}. */
public final class Jcmd {
    /** A short-lived JVM starts sooner with these. */
    private static final List<String> SMALL =
            List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC", "-J-XX:-UsePerfData");

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String CAUGHT = "SigCgt:";
    private static final long SIGQUIT = 1L << 2;

    private final Path program;

    /** @param home of a JDK */
    public Jcmd(Path home) {
        this.program = home.resolve("bin").resolve("jcmd");
    }

    /** Returns the program of the JDK that runs this process. */
    public static Jcmd ofThisJdk() {
        return new Jcmd(Path.of(System.getProperty("java.home")));
    }

    /**
     * Returns whether the process is a JVM that takes commands. Such a JVM is woken by SIGQUIT, which ends other
     * processes, so this must be asked first.
     */
    public static boolean reaches(ProcessHandle process) {
        return process.info()
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
     * Checks that there is such a program.
     *
     * @throws IOException if there is none, as in a JRE
     */
    public void require() throws IOException {
        if (!Files.isExecutable(program)) {
            throw new IOException("there is no " + program + "; run timer-bench with a JDK");
        }
    }

    /**
     * Gives a command such as {@code GC.run}, and returns the answer.
     *
     * @param process that a {@linkplain #reaches command reaches}
     * @throws IOException if it cannot be given, was refused, or has no answer in time; the message has the answer
     */
    public String tell(ProcessHandle process, String... command) throws IOException {
        require();
        List<String> line = new ArrayList<>(List.of(program.toString()));
        line.addAll(SMALL);
        line.add(Long.toString(process.pid()));
        line.addAll(List.of(command));
        // A file holds the answer, so that a program that hangs can be ended.
        Path answer = Files.createTempFile("timer-bench-jcmd", ".txt");
        Process jcmd = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(answer.toFile())
                .start();
        try {
            boolean ended = jcmd.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            String text = Files.readString(answer, StandardCharsets.UTF_8).strip();
            if (!ended || jcmd.exitValue() != 0) {
                String how = ended ? "failed" : "gave no answer within " + PATIENCE.toSeconds() + " s";
                throw new IOException(
                        "jcmd " + process.pid() + " " + String.join(" ", command) + " " + how + ": " + text);
            }
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while jcmd ran", e);
        } finally {
            jcmd.destroyForcibly();
            Files.deleteIfExists(answer);
        }
    }
}
