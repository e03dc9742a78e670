package timerbench.harness.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import timerbench.harness.targets.database.postgres.PostgresServer;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.harness.targets.docker.ContainerLimits;
import timerbench.harness.targets.docker.ControlGroup;
import timerbench.harness.targets.docker.Docker;
import timerbench.settings.SettingsException;

/** On Linux, where the engine's network is this machine's. */
@EnabledOnOs(OS.LINUX)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServiceContainerTest {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private String image;

    @BeforeAll
    void findImage() {
        image = Docker.image("TIMER_BENCH_JRE_IMAGE", ServiceContainer.IMAGE);
    }

    private ServiceContainer start(ContainerLimits limits, Map<String, String> settings) {
        return start(limits, settings, Map.of());
    }

    private ServiceContainer start(
            ContainerLimits limits, Map<String, String> settings, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(Map.of(
                "timerbench.service.host", "127.0.0.1",
                "timerbench.service.port", "0",
                "timerbench.service.stopWithStdin", "true"));
        all.putAll(settings);
        return ServiceContainer.start(image, limits, new ServiceJvm(List.of("-Xmx128m"), all, environment), TIMEOUT);
    }

    @Test
    void itAnswersWithinItsLimitsAndIsGoneWhenItIsClosed() throws IOException {
        ProcessHandle process;
        try (ServiceContainer service =
                start(new ContainerLimits("0.5", "300m"), Map.of("timerbench.service.database", "memory"))) {
            assertThat(service.url()).startsWith("http://127.0.0.1:");
            assertThat(new TargetClient(Map.of())
                            .get(service.url() + "/health/ready")
                            .status())
                    .isEqualTo(200);
            process = service.handle().orElseThrow();
            assertThat(ControlGroup.of(process.pid())).isEqualTo(new ControlGroup(0.5, 300L << 20));
        }
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void itEndsWhenItsOwnerIsKilled() throws Exception {
        Process owner = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HeldService.class.getName(),
                        image)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String held = owner.inputReader()
                .lines()
                .filter(line -> line.startsWith("HELD "))
                .findFirst()
                .orElseThrow();
        ProcessHandle service = ProcessHandle.of(Long.parseLong(held.substring("HELD ".length())))
                .orElseThrow();
        owner.destroyForcibly();
        assertThat(service.onExit().get(30, TimeUnit.SECONDS).isAlive()).isFalse();
    }

    @Test
    void itReachesADatabaseOfThisMachine() {
        try (PostgresServer postgres = PostgresServer.start(TIMEOUT);
                ServiceContainer service =
                        start(ContainerLimits.NONE, postgres.serviceSettings(), postgres.serviceEnvironment())) {
            ServiceProbe probe = new ServiceProbe(service.url(), Dialect.load("groups"), Optional.empty());
            probe.awaitReady(TIMEOUT);
            assertThat(probe.database().orElseThrow().name()).isEqualTo("PostgreSQL");
        }
    }

    @Test
    void settingsThatItRefusesAreToldAsAProcessWould() {
        assertThatThrownBy(() -> start(ContainerLimits.NONE, Map.of("timerbench.service.shards", "none")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("timerbench.service.shards");
    }

    @Test
    void anImageWithoutJavaIsNoService() {
        assertThatThrownBy(() -> ServiceContainer.start(
                        Docker.postgresImage(),
                        ContainerLimits.NONE,
                        new ServiceJvm(List.of(), Map.of(), Map.of()),
                        TIMEOUT))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("java");
    }
}
