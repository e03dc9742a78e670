package timerbench.harness.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.Await;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.harness.targets.process.Disturbable;
import timerbench.settings.Settings;

/** The service as a process; {@code ServiceContainerTest} and {@code ForeignContainerTest} have it in a container. */
@Timeout(120)
class DisturbableServiceTest {
    private static final Dialect GROUPS = Dialect.load("groups");
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    @TempDir
    private Path temporary;

    private final List<String> deaths = new CopyOnWriteArrayList<>();
    private Target target;

    @AfterEach
    void close() {
        if (target != null) {
            target.close();
        }
    }

    private Disturbable openEmbedded() {
        target = Target.open(
                Settings.load()
                        .with(Map.of(
                                "timerbench.database",
                                "memory",
                                "timerbench.embedded.jvmArgs",
                                "-Xmx256m -Djava.io.tmpdir=" + temporary)),
                GROUPS);
        target.onDeath(deaths::add);
        return target.disturbableServices().get(0);
    }

    private ProcessHandle process() {
        return target.processes().get("service").get(0);
    }

    private int ask() throws IOException {
        return ask(target.urls().get(0));
    }

    private static int ask(String url) throws IOException {
        return new TargetClient(Map.of())
                .get(url + GROUPS.ready().orElseThrow())
                .status();
    }

    @Test
    void aKilledServiceIsGoneAndAnswersAtTheSameAddressWhenItIsStartedAgain() throws IOException {
        Disturbable service = openEmbedded();
        ProcessHandle first = process();

        service.kill();

        assertThat(first.isAlive()).isFalse();
        assertThatThrownBy(this::ask).isInstanceOf(ConnectException.class);
        assertThat(temporary).as("what it leaves behind").isEmptyDirectory();

        service.startAgain(TIMEOUT);

        assertThat(ask()).isEqualTo(200);
        assertThat(process()).isNotEqualTo(first);
        assertThat(process().isAlive()).isTrue();
        assertThat(deaths).isEmpty();
    }

    @Test
    void anEndThatNoFaultCausedIsReportedAlsoAfterAStart() {
        Disturbable service = openEmbedded();
        service.shutDown();
        service.startAgain(TIMEOUT);
        assertThat(deaths).isEmpty();

        long pid = process().pid();
        process().destroyForcibly();

        Await.until("the report", () -> !deaths.isEmpty());
        assertThat(deaths).containsExactly("the service (process " + pid + ") ended during the run");
    }

    @Test
    void aStoppedServiceGoesOnWhenItIsResumed() throws IOException {
        Disturbable service = openEmbedded();

        service.stop();
        Await.until("the stop", () -> ProcessStates.of(process()).equals("T"));

        service.resume();
        Await.until("the process to go on", () -> !ProcessStates.of(process()).equals("T"));
        assertThat(ask()).isEqualTo(200);
    }

    @Test
    void aStoppedServiceEndsWithTheTarget() {
        Disturbable service = openEmbedded();
        service.stop();
        ProcessHandle process = process();

        target.close();

        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void aStoppedServiceEndsWhenItsOwnerIsKilled() throws Exception {
        Process owner = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StoppedService.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String pid = owner.inputReader()
                .lines()
                .filter(line -> line.startsWith("STOPPED "))
                .findFirst()
                .orElseThrow()
                .substring("STOPPED ".length());
        ProcessHandle service = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        Await.until("the stop", () -> ProcessStates.of(service).equals("T"));

        owner.destroyForcibly();

        assertThat(service.onExit().get(30, TimeUnit.SECONDS).isAlive()).isFalse();
    }

    @Test
    void aForeignServiceAndWhatItHasStartedIsKilledStoppedAndStartedAgain(@TempDir Path folder) throws IOException {
        ForeignService.Program program = new ForeignService.Program("tiny.sh", TinyJar.script(folder, ""), folder);
        ForeignStart start = new ForeignStart(ForeignTarget.freePort(), Map.of(), GROUPS, TIMEOUT);
        try (DisturbableService service = new DisturbableService(program.start(Settings.load(), start), GROUPS)) {
            ProcessHandle java =
                    service.handle().orElseThrow().children().findFirst().orElseThrow();

            service.stop();
            Await.until("the stop", () -> ProcessStates.of(java).equals("T"));
            service.resume();
            assertThat(ask(service.url())).isEqualTo(200);

            service.kill();
            assertThat(java.isAlive()).isFalse();
            assertThat(folder.resolve("ended")).doesNotExist();

            service.startAgain(TIMEOUT);
            assertThat(ask(service.url())).isEqualTo(200);

            service.shutDown();
            assertThat(folder.resolve("ended")).exists();
        }
    }
}
