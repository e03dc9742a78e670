package timerbench.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import timerbench.UncaughtFailures;
import timerbench.service.ContractClient.Answer;
import timerbench.service.store.Store;
import timerbench.service.store.memory.MemoryStore;
import timerbench.service.timer.Dialect;
import timerbench.service.timer.Shards;

class ReadinessTest {
    private static final String TIMER =
            "{\"timerId\":\"t\",\"executeAt\":\"2030-01-31T12:00:00Z\",\"callbackUrl\":\"http://127.0.0.1:9/x\"}";

    private final AtomicReference<Runnable> fault = new AtomicReference<>(() -> {});

    @Test
    void aServiceThatLostAThreadIsNotReadyForAsLongAsItIsThereToBeAsked() throws InterruptedException {
        Error error = new NoClassDefFoundError("on purpose");
        Store store = MemoryStore.open(new Shards(4));
        try (UncaughtFailures failures = new UncaughtFailures();
                LocalService service = new LocalService(
                        Intercepted.store(store, () -> fault.get().run()), Dialect.GROUPS)) {
            ContractClient client = service.client("timer-api.yaml");
            assertThat(client.send("GET", "/health/ready", "").status()).isEqualTo(200);
            fault.set(() -> {
                throw error;
            });
            // It has no answer: the thread that owes it dies, and in a process of its own the service with it.
            var unanswered = CompletableFuture.runAsync(() -> client.send("POST", "/groups/g/timers", TIMER));
            assertThat(failures.next()).isSameAs(error);
            fault.set(() -> {});

            Answer answer = service.client("timer-api.yaml").send("GET", "/health/ready", "");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.message()).matches("the service cannot work: its thread lane-[01] has ended");
            assertThat(unanswered).isNotDone();
        }
    }
}
