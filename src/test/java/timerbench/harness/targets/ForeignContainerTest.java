package timerbench.harness.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.model.Container;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.harness.targets.docker.ControlGroup;
import timerbench.harness.targets.docker.Docker;
import timerbench.harness.targets.proxy.Links;
import timerbench.settings.Settings;

/** On Linux, where the engine's network is this machine's. */
@EnabledOnOs(OS.LINUX)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForeignContainerTest {
    private static final Dialect GROUPS = Dialect.load("groups");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private TinyImage image;

    @BeforeAll
    void makeImage(@TempDir Path folder) throws IOException {
        String jre = Docker.image("TIMER_BENCH_JRE_IMAGE", ServiceContainer.IMAGE);
        image = new TinyImage(jre, TinyJar.in(folder));
    }

    @AfterAll
    void removeImage() {
        if (image != null) {
            image.close();
        }
    }

    private ServiceInstance start(Settings settings, Map<String, String> variables) {
        return new ForeignService.Image(image.name())
                .start(settings, new ForeignStart(ForeignTarget.freePort(), variables, GROUPS, Duration.ofMinutes(1)));
    }

    private List<Container> containers() {
        return DockerClientFactory.lazyClient().listContainersCmd().withShowAll(true).exec().stream()
                .filter(container -> container.getImage().equals(image.name()))
                .toList();
    }

    @Test
    void itsEnvironmentSaysWhereToListenAndWhereTheDatabaseIs() throws IOException {
        Map<String, String> overrides = Map.of("timerbench.database", "postgres");
        try (Target target = ForeignTarget.start(
                Settings.load().with(overrides), GROUPS, new Links(), new ForeignService.Image(image.name()))) {
            String url = target.urls().get(0);
            Map<String, String> told = target.database().orElseThrow().serviceSettings();
            assertThat(new TargetClient(Map.of())
                            .get(url + "/environment")
                            .body()
                            .lines())
                    .contains(
                            "PORT=" + url.substring(url.lastIndexOf(':') + 1),
                            "HOST=127.0.0.1",
                            "TIMERBENCH_SERVICE_POSTGRES_URL=" + told.get("timerbench.service.postgres.url"));
            assertThat(target.processes()).containsOnlyKeys("service", "database");
        }
        assertThat(containers()).isEmpty();
    }

    @Test
    void itIsHeldToTheLimitsOfTheService() throws IOException {
        Map<String, String> overrides = Map.of(
                "timerbench.docker.service.contained", "true",
                "timerbench.docker.service.cpus", "0.5",
                "timerbench.docker.service.memory", "300m");
        try (ServiceInstance service = start(Settings.load().with(overrides), Map.of())) {
            assertThat(ControlGroup.of(service.handle().orElseThrow().pid()))
                    .isEqualTo(new ControlGroup(0.5, 300L << 20));
        }
    }

    @Test
    void itIsAskedToEndAndKilledIfItStays() throws IOException {
        try (ServerSocket told = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ServiceInstance service =
                    start(Settings.load(), Map.of("TINY", "stay", "TINY_TELL", Integer.toString(told.getLocalPort())));
            ProcessHandle process = service.handle().orElseThrow();
            service.close();
            assertThat(process.isAlive()).isFalse();
            assertThat(containers()).isEmpty();
            told.setSoTimeout(1_000);
            told.accept().close();
        }
    }

    @Test
    void itIsKilledAndStartedAgainAtTheSameAddressAndGoesOnAfterAStop() throws IOException {
        ServiceInstance first = start(Settings.load(), Map.of());
        ProcessHandle process = first.handle().orElseThrow();
        first.kill();
        assertThat(process.isAlive()).isFalse();
        assertThat(containers()).as("kept, with what it has written").hasSize(1);
        try (ServiceInstance again = first.again(Duration.ofMinutes(1))) {
            assertThat(again.url()).isEqualTo(first.url());
            assertThat(again.handle().orElseThrow()).isNotEqualTo(process);
            again.stop();
            assertThat(containers()).allMatch(container -> container.getStatus().endsWith("(Paused)"));
            again.resume();
            assertThat(new TargetClient(Map.of())
                            .get(again.url() + GROUPS.ready().orElseThrow())
                            .status())
                    .isEqualTo(200);
        }
        assertThat(containers()).isEmpty();
    }

    @Test
    void itHasTheTokenAndNothingOfItIsLeftWhenItsOwnerIsKilled() throws Exception {
        HeldForeignService.Held held = HeldForeignService.hold(image.name());
        assertThat(held.environment()).contains("API_TOKEN=for-tests");
        held.owner().destroyForcibly();
        assertThat(held.service()
                        .onExit()
                        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                        .isAlive())
                .isFalse();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!containers().isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        assertThat(containers()).isEmpty();
    }

    @Test
    void whatItSaidIsInTheErrorIfItEndsAtOnce() {
        assertThatThrownBy(() -> start(Settings.load(), Map.of("TINY", "refuse")))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("ended before it was ready")
                .hasMessageContaining("no, thanks");
        assertThat(containers()).isEmpty();
    }
}
