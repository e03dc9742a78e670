package timerbench.harness.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.run.RunTarget;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.harness.targets.proxy.Links;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

class ForeignProcessTest {
    private static final Dialect GROUPS = Dialect.load("groups");

    @TempDir
    private Path folder;

    private ForeignService.Jar jar;

    @BeforeEach
    void makeJar() throws IOException {
        jar = new ForeignService.Jar("tiny.jar", TinyJar.in(folder), folder);
    }

    private ServiceInstance start(String behaviour, Duration timeout) {
        return jar.start(
                Settings.load(),
                new ForeignStart(ForeignTarget.freePort(), Map.of("TINY", behaviour), GROUPS, timeout));
    }

    private static List<String> environment(String url) throws IOException {
        return new TargetClient(Map.of())
                .get(url + "/environment")
                .body()
                .lines()
                .toList();
    }

    @Test
    void itsEnvironmentSaysWhereToListen() throws IOException {
        try (ServiceInstance service = start("", Duration.ofMinutes(1))) {
            String port = service.url().replaceFirst("http://127\\.0\\.0\\.1:", "");
            assertThat(environment(service.url())).contains("PORT=" + port, "SERVER_PORT=" + port, "HOST=127.0.0.1");
        }
    }

    @Test
    void itRunsWithTheArgumentsOfTheEmbeddedServicesJvm() {
        Map<String, String> overrides = Map.of("timerbench.embedded.jvmArgs", "-XX:+NoSuchOption");
        Settings settings = Settings.load().with(overrides);
        ForeignStart start = new ForeignStart(1, Map.of(), GROUPS, Duration.ofMinutes(1));
        assertThatThrownBy(() -> jar.start(settings, start))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("NoSuchOption");
    }

    @Test
    void itIsAskedToEndAndIsGoneThen() {
        ServiceInstance service = start("", Duration.ofMinutes(1));
        ProcessHandle process = service.handle().orElseThrow();
        assertThat(process.isAlive()).isTrue();
        service.close();
        assertThat(process.isAlive()).isFalse();
        assertThat(folder.resolve("ended")).exists();
        service.close();
    }

    @Test
    void oneThatStaysWhenItIsAskedToEndIsKilled() {
        ServiceInstance service = start("stay", Duration.ofMinutes(1));
        ProcessHandle process = service.handle().orElseThrow();
        service.close();
        assertThat(process.isAlive()).isFalse();
        assertThat(folder.resolve("ended")).exists();
    }

    @Test
    void itHasTheTokenAndEndsWhenItsOwnerIsKilled() throws Exception {
        HeldForeignService.Held held = HeldForeignService.hold(jar.file().toString());
        assertThat(held.environment()).contains("API_TOKEN=for-tests");
        held.owner().destroyForcibly();
        assertThat(held.service().onExit().get(30, TimeUnit.SECONDS).isAlive()).isFalse();
        // It had been asked to end before.
        assertThat(folder.resolve("ended")).exists();
    }

    private ForeignService.Program program(String how) throws IOException {
        return new ForeignService.Program("tiny.sh", TinyJar.script(folder, how), folder);
    }

    private static ProcessHandle child(ProcessHandle shell) {
        return shell.children().findFirst().orElseThrow();
    }

    @Test
    void aScriptBecomesTheServiceThatItExecutes() throws IOException {
        ForeignStart start = new ForeignStart(ForeignTarget.freePort(), Map.of(), GROUPS, Duration.ofMinutes(1));
        ServiceInstance service = program("exec").start(Settings.load(), start);
        assertThat(service.handle().orElseThrow().children()).isEmpty();
        service.close();
        assertThat(folder.resolve("ended")).exists();
    }

    @Test
    void theSettingTargetStartsItAndTheRunNamesItsBuild() throws IOException {
        ForeignService.Program program = program("exec");
        Map<String, String> given =
                Map.of("timerbench.target", program.file().toString(), "timerbench.database", "memory");
        try (Target target = Target.open(Settings.load().with(given), GROUPS)) {
            RunTarget.Build build = BuildFile.of(program.file().toString(), program.file());
            assertThat(target.description())
                    .isEqualTo(RunTarget.started(RunTarget.Kind.PROGRAM, "groups", 1, build, Optional.empty()));
            assertThat(target.processes()).containsOnlyKeys("service");
        }
    }

    @Test
    void theServiceBelowAScriptIsAskedToEndAndIsGoneThen() throws IOException {
        ForeignStart start = new ForeignStart(ForeignTarget.freePort(), Map.of(), GROUPS, Duration.ofMinutes(1));
        ServiceInstance service = program("").start(Settings.load(), start);
        ProcessHandle child = child(service.handle().orElseThrow());
        assertThat(child.isAlive()).isTrue();
        service.close();
        assertThat(child.isAlive()).isFalse();
        assertThat(folder.resolve("ended")).exists();
        assertThat(folder.resolve("shell")).doesNotExist();
    }

    @Test
    void theServiceBelowAScriptEndsWhenItsOwnerIsKilled() throws Exception {
        HeldForeignService.Held held =
                HeldForeignService.hold(program("").file().toString());
        ProcessHandle child = child(held.service());
        held.owner().destroyForcibly();
        assertThat(child.onExit().get(30, TimeUnit.SECONDS).isAlive()).isFalse();
        assertThat(folder.resolve("ended")).exists();
    }

    @Test
    void whatItSaidIsInTheErrorIfItEndsAtOnce() {
        assertThatThrownBy(() -> start("refuse", Duration.ofMinutes(1)))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("ended before it was ready")
                .hasMessageContaining("tiny service, to refuse")
                .hasMessageContaining("no, thanks");
    }

    @Test
    void oneThatIsNotReadyInTimeIsEndedWithWhatItSaid() {
        assertThatThrownBy(() -> start("never", Duration.ofSeconds(3)))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("was not ready within 3 s: ")
                .hasMessageContaining("tiny service, to never");
    }

    @Test
    void itCannotBeLimitedAsAContainerIs() {
        Map<String, String> overrides =
                Map.of("timerbench.docker.service.contained", "true", "timerbench.docker.service.cpus", "1");
        ForeignStart start = new ForeignStart(1, Map.of(), GROUPS, Duration.ofSeconds(1));
        assertThatThrownBy(() -> jar.start(Settings.load().with(overrides), start))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("timerbench.docker.service.contained: ")
                .hasMessageContaining("tiny.jar");
    }

    @Test
    void itsEnvironmentSaysWhereTheDatabaseIs() throws IOException {
        Map<String, String> overrides = Map.of("timerbench.database", "postgres");
        try (Target target = ForeignTarget.start(Settings.load().with(overrides), GROUPS, new Links(), jar)) {
            Map<String, String> told = target.database().orElseThrow().serviceSettings();
            assertThat(environment(target.urls().get(0)))
                    .contains(
                            "TIMERBENCH_SERVICE_DATABASE=postgres",
                            "TIMERBENCH_SERVICE_POSTGRES_URL=" + told.get("timerbench.service.postgres.url"),
                            "TIMERBENCH_SERVICE_POSTGRES_USER=" + told.get("timerbench.service.postgres.user"));
            assertThat(target.processes()).containsOnlyKeys("service", "database");
        }
    }

    @Test
    void withTheDatabaseMemoryThereIsNone() throws IOException {
        Map<String, String> overrides = Map.of("timerbench.database", "memory");
        try (Target target = ForeignTarget.start(Settings.load().with(overrides), GROUPS, new Links(), jar)) {
            assertThat(target.database()).isEmpty();
            assertThat(environment(target.urls().get(0)))
                    .noneMatch(variable -> variable.startsWith("TIMERBENCH_SERVICE_"));
            assertThat(target.processes()).containsOnlyKeys("service");
        }
    }
}
