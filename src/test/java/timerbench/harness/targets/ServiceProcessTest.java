package timerbench.harness.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import timerbench.harness.targets.dialect.Dialect;

class ServiceProcessTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static ServiceProcess start(String port, String... jvmArgs) {
        Map<String, String> settings = Map.of(
                "timerbench.service.database",
                "memory",
                "timerbench.service.port",
                port,
                "timerbench.service.stopWithStdin",
                "true");
        return ServiceProcess.start(new ServiceJvm(List.of(jvmArgs), settings, Map.of()), TIMEOUT);
    }

    @Test
    void aServiceAnswersUntilItIsClosedAndIsGoneThen() {
        ServiceProcess service = start("0");
        new ServiceProbe(service.url(), Dialect.load("groups"), Optional.empty()).awaitReady(TIMEOUT);
        service.close();
        assertThat(service.process().isAlive()).isFalse();
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        try (ServiceProcess first = start("0")) {
            String port = first.url().substring(first.url().lastIndexOf(':') + 1);
            assertThatThrownBy(() -> start(port))
                    .isInstanceOf(TargetException.class)
                    .hasMessageContaining("cannot listen on 127.0.0.1:" + port);
        }
    }

    @Test
    void whatTheJvmSaidIsInTheErrorIfItDoesNotStart() {
        assertThatThrownBy(() -> start("0", "-XX:+NoSuchOption"))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("NoSuchOption");
    }
}
