package timerbench.harness.load.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.Await;
import timerbench.harness.run.TimelineEvent;
import timerbench.harness.targets.fault.Fault;
import timerbench.harness.targets.proxy.Links;

@Timeout(60)
class FaultRunnerTest {
    private static final String LONG = "10m";

    @TempDir
    private Path folder;

    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final List<String> marks = new CopyOnWriteArrayList<>();
    private final FaultRunner runner = new FaultRunner(
            new Disturbed(
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    new Links(),
                    new ShellCommand(() -> folder, text -> text.replace("geheim", "***")),
                    Duration.ofSeconds(10)),
            new FaultRunner.Listener() {
                @Override
                public void happened(TimelineEvent mark) {
                    marks.add(mark.text());
                }

                @Override
                public void failed(String why) {
                    failures.add(why);
                }
            });

    @AfterEach
    void close() {
        runner.close();
    }

    private static Fault command(String command, String lasts, String undo) {
        return Fault.of("command:" + command + (lasts.isEmpty() ? "" : "@" + lasts))
                .undoneBy(undo);
    }

    @Test
    void aCommandIsRunAndUndoneAndMarkedAtBothTimes() throws IOException {
        Disturbance done = runner.begin(command("echo begin geheim", "1ms", "echo end"));

        Await.until("the end", () -> done.ended().isPresent());
        assertThat(done.began().orElseThrow()).isBefore(done.ended().orElseThrow());
        assertThat(done.failure()).isEmpty();
        assertThat(marks).containsExactly("command \"echo begin ***\" for 1 ms", "command is undone");
        assertThat(runner.marks())
                .extracting(TimelineEvent::at)
                .containsExactly(done.began().orElseThrow(), done.ended().orElseThrow());
        assertThat(Files.readString(folder.resolve("faults.log")).replaceAll("(?m)^\\S+Z ", ""))
                .isEqualTo("""
                        $ echo begin ***
                        begin ***
                        [exit code 0]
                        $ echo end
                        end
                        [exit code 0]
                        """);
    }

    @Test
    void aCommandThatFailsIsAFailedFault() {
        Disturbance done = runner.begin(command("echo no such geheim >&2; exit 3", "", ""));

        Await.until("the failure", () -> done.failure().isPresent());
        assertThat(done.ended()).isEmpty();
        assertThat(failures)
                .containsExactly(done.failure().orElseThrow())
                .first()
                .asString()
                .endsWith("the command ended with exit code 3: no such ***; its output is in faults.log");
    }

    @Test
    void theEndOfARunUndoesWhatIsUnderWay() {
        Disturbance done = runner.begin(command("true", LONG, "echo undone"));
        Await.until("the output", () -> folder.resolve("faults.log").toFile().exists());

        runner.close();

        assertThat(done.ended()).isPresent();
        assertThat(runner.begin(command("true", LONG, "")).began()).isEmpty();
    }

    @Test
    void afterTheEndOfARunItsUndoIsRunByAGuard() throws IOException, InterruptedException {
        Path undone = folder.resolve("undone");
        Process run = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HeldFault.class.getName(),
                        folder.toString(),
                        "touch " + undone)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Await.until("the fault", () -> folder.resolve("faults.log").toFile().exists());
        assertThat(undone).doesNotExist();

        run.destroyForcibly().waitFor();

        Await.until("the undo", () -> undone.toFile().exists());
    }

    @Test
    void aFaultBeginsAtItsTimeAndNotAfterTheEndOfTheRun() {
        Disturbance soon = runner.beginAfter(Duration.ofMillis(1), command("true", "", ""));
        Fault late = command("false", "", "");
        Disturbance never = runner.beginAfter(Duration.ofHours(1), late);
        Await.until("the end", () -> soon.ended().isPresent());
        assertThat(runner.notBegun()).isEmpty();

        runner.close();

        assertThat(never.began()).isEmpty();
        assertThat(runner.notBegun()).containsExactly(late);
        assertThat(failures).isEmpty();
    }

    @Test
    void whatIsNotThereCannotBeDisturbed() {
        assertThatThrownBy(() -> runner.begin(Fault.of("kill:service@5s")))
                .hasMessage("the service was not started by timer-bench");
        assertThatThrownBy(() -> runner.begin(Fault.of("kill:database@5s")))
                .hasMessage("the database was not started by timer-bench");
        assertThatThrownBy(() -> runner.begin(Fault.of("refuse:receiver@5s")))
                .hasMessage("this simulation receives no callbacks");
    }
}
