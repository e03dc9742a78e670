package timerbench.harness.targets.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import timerbench.harness.targets.process.DatabaseException;

class DisturbedContainerTest {
    @Test
    void aContainerThatWasStartedIsAskedUntilItAnswers() {
        AtomicInteger asked = new AtomicInteger();
        new DisturbedContainer("mine", () -> {
                    if (asked.incrementAndGet() < 3) {
                        throw new DatabaseException("starting up");
                    }
                })
                .awaitAnswer(Duration.ofMinutes(2));

        assertThat(asked).hasValue(3);
    }

    @Test
    void aContainerThatDoesNotAnswerIsNamedWithTheReason() {
        DisturbedContainer silent = new DisturbedContainer("mine", () -> {
            throw new DatabaseException("starting up");
        });

        assertThatThrownBy(() -> silent.awaitAnswer(Duration.ZERO))
                .isInstanceOf(DatabaseException.class)
                .hasMessage("container mine does not answer 0 s after its start: starting up");
    }
}
