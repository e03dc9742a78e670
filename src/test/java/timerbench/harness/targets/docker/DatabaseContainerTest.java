package timerbench.harness.targets.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Ports;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import timerbench.harness.targets.database.postgres.PostgresSource;
import timerbench.harness.targets.process.DatabaseException;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseContainerTest {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Map<String, String> SECRETS = Map.of("POSTGRES_PASSWORD", "secret");

    private String image;
    private DatabaseContainer container;

    @BeforeAll
    void start() {
        image = Docker.postgresImage();
        container = start(new ContainerLimits("0.5", "256m"), SECRETS);
    }

    @AfterAll
    void stop() {
        if (container != null) {
            container.close();
        }
    }

    private DatabaseContainer start(ContainerLimits limits, Map<String, String> secrets) {
        return DatabaseContainer.start(PostgresSource.IMAGE, image, limits, secrets, TIMEOUT);
    }

    private static InspectContainerResponse inspect(String id) {
        return DockerEngine.client().inspectContainerCmd(id).exec();
    }

    private static boolean isThere(String id) {
        try {
            inspect(id);
            return true;
        } catch (NotFoundException gone) {
            return false;
        }
    }

    @Test
    void theEngineHoldsItToItsLimits() {
        HostConfig host = inspect(container.id()).getHostConfig();
        assertThat(host.getNanoCPUs()).isEqualTo(500_000_000L);
        assertThat(host.getMemory()).isEqualTo(256L << 20);
        assertThat(host.getMemorySwap()).isEqualTo(256L << 20);
    }

    /** The kernel's own word, where the container is a process of this machine. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void theKernelHoldsItToItsLimits() throws IOException {
        long pid = container.process().orElseThrow().pid();
        assertThat(ControlGroup.of(pid).cpus()).isEqualTo(0.5);
        assertThat(ControlGroup.of(pid).memoryBytes()).isEqualTo(256L << 20);
    }

    @Test
    void itListensOnLoopbackOnly() {
        Ports ports = inspect(container.id()).getNetworkSettings().getPorts();
        assertThat(ports.getBindings().values())
                .flatMap(Arrays::asList)
                .extracting(Ports.Binding::getHostIp)
                .containsOnly("127.0.0.1");
        assertThat(ports.getBindings().values())
                .flatMap(Arrays::asList)
                .extracting(Ports.Binding::getHostPortSpec)
                .containsOnly(Integer.toString(container.port()));
    }

    @Test
    void itBearsALabel() {
        assertThat(inspect(container.id()).getConfig().getLabels()).containsEntry("timer-bench", "postgres");
    }

    @Test
    void itIsGoneWhenItIsClosed() {
        DatabaseContainer other = start(ContainerLimits.NONE, SECRETS);
        String id = other.id();
        assertThat(isThere(id)).isTrue();
        other.close();
        assertThat(isThere(id)).isFalse();
        other.close();
    }

    @Test
    void itIsGoneWhenItsOwnerIsKilled() throws IOException, InterruptedException {
        Process owner = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HeldContainer.class.getName(),
                        image)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String id = owner.inputReader()
                .lines()
                .filter(line -> line.startsWith("HELD "))
                .findFirst()
                .orElseThrow()
                .substring("HELD ".length());
        assertThat(isThere(id)).isTrue();
        assertThat(owner.destroyForcibly().waitFor(10, TimeUnit.SECONDS)).isTrue();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (isThere(id) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        assertThat(isThere(id)).isFalse();
    }

    @Test
    void whatItSaidIsInTheErrorIfItDoesNotStartAndNoSecret() {
        Map<String, String> unwanted = Map.of("POSTGRES_PASSWORD", "", "OTHER", "swordfish");
        assertThatThrownBy(() -> start(ContainerLimits.NONE, unwanted))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining(image)
                .hasMessageContaining("POSTGRES_PASSWORD")
                .hasMessageNotContaining("swordfish");
    }

    @Test
    void anImageThatIsNotToBeHadIsNamed() {
        assertThatThrownBy(() -> DockerEngine.requireImage("localhost:9/no/such:image", TIMEOUT))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("image localhost:9/no/such:image could not be pulled")
                .hasMessageContaining("docker images");
    }
}
