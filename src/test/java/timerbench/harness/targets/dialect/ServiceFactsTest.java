package timerbench.harness.targets.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceFactsTest {
    @TempDir
    private Path folder;

    private ServiceFacts facts(String lines) throws IOException {
        return Dialect.load(Dialects.written(folder, Dialects.LEAST + "service {\n" + lines + "\n}")
                        .toString())
                .facts();
    }

    @Test
    void withoutFactsNothingIsPutOff() throws IOException {
        ServiceFacts facts = facts("");
        assertThat(facts.lead(Duration.ofMillis(50))).isEqualTo(Duration.ofMillis(50));
        assertThat(facts.slack()).isZero();
        assertThat(facts.attempts()).isEmpty();
        assertThat(facts.resolution()).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void aTimerIsDueNoSoonerThanTheServiceTakesAndASecondForTheRequest() throws IOException {
        ServiceFacts facts = facts("leastLead = 5s");
        assertThat(facts.lead(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(6));
        assertThat(facts.lead(Duration.ofSeconds(5))).isEqualTo(Duration.ofSeconds(6));
        assertThat(facts.lead(Duration.ofMinutes(1))).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void whatComesLateByDesignIsWaitedFor() throws IOException {
        ServiceFacts facts = facts("pollInterval = 10s, retryInterval = 30s, attempts = 2");
        assertThat(facts.slack()).isEqualTo(Duration.ofSeconds(40));
        assertThat(facts.attempts()).hasValue(2);
    }
}
