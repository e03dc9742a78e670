package timerbench.harness.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import timerbench.harness.targets.process.BackgroundFailures;

/** What a process ends with that saw these things, in one of its own: a failure ends the process in which it is. */
class RunFailureTest {
    /** Sees what its arguments say, says what is known then, and ends with 77. */
    static final class Child {
        private Child() {}

        public static void main(String... events) throws InterruptedException {
            RunFailure failure = new RunFailure();
            for (String event : events) {
                switch (event) {
                    case "dead thread" -> runInBackground(failure);
                    case "crossed" -> failure.thresholdCrossed();
                    case "wrong settings" -> throw RunProcess.end(2, "unknown key");
                    case "interrupted" -> System.out.print(failure.interrupt() + " ");
                    default -> System.out.print(failure.report(event) + " ");
                }
            }
            System.out.print(failure.reason() + " " + failure.isInterrupted() + " " + failure.isBroken());
            System.exit(77);
        }
    }

    private static void runInBackground(RunFailure failure) throws InterruptedException {
        BackgroundFailures.reportTo(failure::report);
        Thread thread = new Thread(
                () -> {
                    throw new AssertionError("on purpose");
                },
                "watch");
        thread.start();
        thread.join();
    }

    private static List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName());
    }

    private record Ended(String said, int exitCode) {}

    private static Ended run(String... events) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        Stream.concat(java().stream(), Stream.of(events)).toList())
                .redirectErrorStream(true);
        // A JVM that has options from there says so.
        builder.environment().remove("JDK_JAVA_OPTIONS");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return new Ended(said, process.exitValue());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                              | 77  | Optional.empty false false
            wrong settings    | 2   | timer-bench: unknown key
            crossed           | 1   | Optional.empty false false
            gone              | 3   | true Optional[gone] false true
            crossed,gone      | 3   | true Optional[gone] false true
            interrupted       | 130 | true Optional[interrupted] true false
            interrupted,gone  | 130 | true false Optional[interrupted] true false
            gone,interrupted  | 130 | true false Optional[gone] true true
            """)
    void theProcessEndsWithTheWorstOfIt(String events, int exitCode, String said) throws Exception {
        assertThat(run(events == null ? new String[0] : events.split(","))).isEqualTo(new Ended(said, exitCode));
    }

    @Test
    void aThreadThatDiedInTheBackgroundFailsTheRun() throws Exception {
        Ended ended = run("dead thread", "crossed");
        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.said()).contains("Optional[the thread watch of timer-bench failed: java.lang.AssertionError");
    }

    /** The plugin reports 2 as limits that failed, and 1 as a crash. */
    @Test
    void underMavenACrossedThresholdIsWhatItsPluginKnowsAsFailedAssertions() throws Exception {
        assertThat(underMaven("crossed")).isEqualTo(2);
        assertThat(underMaven("crossed", "gone")).isEqualTo(3);
        assertThat(underMaven("wrong settings")).isEqualTo(3);
        assertThat(underMaven("interrupted")).isEqualTo(130);
    }

    /** Returns the exit code of a child whose parent has a command line like Maven's. */
    private static int underMaven(String... events) throws Exception {
        List<String> command = Stream.concat(
                        Stream.of("sh", "-c", "\"$@\"; exit $?", "plexus.classworlds.launcher"),
                        Stream.concat(java().stream(), Stream.of(events)))
                .toList();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    @Test
    void onlyTheFirstReasonIsTold() throws Exception {
        assertThat(run("first", "second").said()).isEqualTo("true false Optional[first] false true");
    }
}
