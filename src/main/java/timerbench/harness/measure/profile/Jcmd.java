package timerbench.harness.measure.profile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Runs the JDK's program that gives commands to JVMs. */
final class Jcmd {
    private static final int PATIENCE_SECONDS = 20;
    private static final Pattern JVM = Pattern.compile("(?m)^(\\d+)(?: .*)?$");

    private final Path program;

    /** @param home of a JDK */
    Jcmd(Path home) {
        this.program = home.resolve("bin").resolve("jcmd");
    }

    /** Returns the program of the JDK that runs this process. */
    static Jcmd ofThisJdk() {
        return new Jcmd(Path.of(System.getProperty("java.home")));
    }

    /**
     * Returns the ids of the JVMs of this user on this machine.
     *
     * @throws IOException if there is no such program, or it failed
     */
    Set<Long> jvms() throws IOException {
        Matcher jvm = JVM.matcher(run("-l"));
        return jvm.results().map(found -> Long.valueOf(found.group(1))).collect(Collectors.toSet());
    }

    /**
     * Gives a command to a JVM and returns the answer.
     *
     * @throws IOException if it cannot be given, or was refused; the message has the answer
     */
    String tell(long pid, String... command) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(Long.toString(pid)));
        arguments.addAll(List.of(command));
        return run(arguments.toArray(String[]::new));
    }

    private String run(String... arguments) throws IOException {
        if (!Files.isExecutable(program)) {
            throw new IOException("there is no " + program + "; run timer-bench with a JDK");
        }
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        // A file holds the answer, so that a program that hangs can be ended.
        Path answer = Files.createTempFile("timer-bench-jcmd", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(answer.toFile())
                .start();
        try {
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            String text = Files.readString(answer, StandardCharsets.UTF_8).strip();
            if (!ended || process.exitValue() != 0) {
                String how = ended ? "failed" : "gave no answer within " + PATIENCE_SECONDS + " s";
                throw new IOException("jcmd " + String.join(" ", arguments) + " " + how + ": " + text);
            }
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while jcmd ran", e);
        } finally {
            process.destroyForcibly();
            Files.deleteIfExists(answer);
        }
    }
}
