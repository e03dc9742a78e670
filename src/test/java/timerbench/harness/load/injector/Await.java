package timerbench.harness.load.injector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Waits for what other processes do. */
final class Await {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private Await() {}

    interface Condition {
        boolean holds() throws IOException;
    }

    interface Answer<T> {
        Optional<T> get() throws IOException;
    }

    static void until(String what, Condition condition) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            LockSupport.parkNanos(10_000_000);
        }
    }

    static <T> T answer(String what, Answer<T> answer) throws IOException {
        until(what, () -> answer.get().isPresent());
        return answer.get().orElseThrow();
    }
}
