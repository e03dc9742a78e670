package timerbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.RunFile;
import timerbench.harness.run.Trial;

/**
 * A run in a process of its own, which has ended.
 *
 * @param folder with its results
 */
public record ChildRun(Path folder, int exit, Duration took) {
    private static final Duration LONGEST = Duration.ofMinutes(2);

    /**
     * Runs a simulation in profile smoke, and returns when it has ended.
     *
     * @param folder where to leave the output and the results
     * @param environment variables that are set in addition
     * @param options of the command, beside the simulation and the profile
     */
    public static ChildRun of(String simulation, Path folder, Map<String, String> environment, List<String> options) {
        List<String> arguments =
                new ArrayList<>(List.of(TimerBench.class.getName(), "run", simulation, "--profile", "smoke"));
        arguments.addAll(options);
        return java(folder, environment, arguments);
    }

    /** Returns the options that give these settings, such as {@code read.timers=5}. */
    public static List<String> settings(List<String> settings) {
        return settings.stream()
                .flatMap(setting -> List.of("-D", setting).stream())
                .toList();
    }

    /**
     * Runs a class in a JVM with this one's class path.
     *
     * @param arguments begin with the class or with options of the JVM
     */
    static ChildRun java(Path folder, Map<String, String> environment, List<String> arguments) {
        return java(folder, environment, arguments, true);
    }

    /**
     * Runs a class in a JVM with this one's class path.
     *
     * @param together whether what it prints to stderr is part of the output; otherwise it is in the file errors
     */
    static ChildRun java(Path folder, Map<String, String> environment, List<String> arguments, boolean together) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-cp",
                classPath()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(together)
                .redirectOutput(folder.resolve("output").toFile());
        if (!together) {
            builder.redirectError(folder.resolve("errors").toFile());
        }
        builder.environment().putAll(environment);
        long begin = System.nanoTime();
        try {
            Process process = builder.start();
            try {
                assertThat(process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS))
                        .as("ended")
                        .isTrue();
                return new ChildRun(folder, process.exitValue(), Duration.ofNanos(System.nanoTime() - begin));
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The command runs elsewhere, so as to leave its results there. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Returns all that it printed. */
    public String output() throws IOException {
        return Files.readString(folder.resolve("output"));
    }

    /** Returns its only trial. */
    public Trial trial() throws IOException {
        return RunFile.read(folder.resolve("results/latest/run.json")).trials().get(0);
    }

    /** Returns how many requests of an operation failed. */
    public long failed(String operation) throws IOException {
        MetricScope scope = MetricScope.operation(operation);
        double share = trial().value(Metric.ERROR_RATE, scope).orElseThrow();
        return Math.round(share
                * trial().distribution(Metric.RESPONSE_TIME, scope)
                        .orElseThrow()
                        .count());
    }

    /**
     * Requires an exit code. On a machine that is busy with other things a run rightly says that it may not be judged.
     */
    public void requireExit(int wanted) throws IOException {
        assertThat(exit).as(output()).isEqualTo(wanted < 2 && isSaturated() ? 3 : wanted);
    }

    private boolean isSaturated() throws IOException {
        return Files.exists(folder.resolve("results/latest/run.json"))
                && trial().generatorSaturated().orElse(false);
    }
}
