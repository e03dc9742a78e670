package timerbench.harness.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import timerbench.harness.Await;
import timerbench.harness.targets.fault.Fault;
import timerbench.harness.targets.proxy.Link;
import timerbench.harness.targets.proxy.Links;
import timerbench.harness.targets.proxy.RealToxiproxy;
import timerbench.settings.Settings;

/** The reference service with links to its database and to the receiver. */
@Timeout(120)
class LinkedTargetTest {
    private static final Links LINKS = new Links();

    private static FiringTarget target;

    @BeforeAll
    static void start() {
        Settings settings = RealToxiproxy.settings();
        LINKS.add(Fault.of("slow:database=80ms@10s"));
        LINKS.add(Fault.of("cut:receiver@10s"));
        target = new FiringTarget(settings, LINKS);
    }

    @AfterAll
    static void stop() throws Exception {
        if (target != null) {
            target.close();
        }
        LINKS.close();
    }

    private static Link to(String place) {
        return LINKS.to(place).orElseThrow();
    }

    private static Duration takes(Runnable action) {
        long start = System.nanoTime();
        action.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    void aSlowWayToTheDatabaseTakesAtLeastItsLatencyPerCreate() {
        target.awaitCreatedAndFired();
        to("database").slow(Duration.ofMillis(80));

        assertThat(takes(target::awaitCreatedAndFired)).isGreaterThanOrEqualTo(Duration.ofMillis(80));

        to("database").heal();
        target.awaitCreatedAndFired();
    }

    @Test
    void aServiceThatIsCutOffFromItsDatabaseGoesOnWhenTheLinkIsHealed() {
        target.awaitCreatedAndFired();
        to("database").cut();
        CompletableFuture<HttpResponse<String>> stuck = target.create(target.newId());
        assertThatThrownBy(() -> stuck.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);

        to("database").heal();

        target.awaitCreatedAndFired();
    }

    @Test
    void aCallbackThatIsCutOffComesWhenTheLinkIsHealed() {
        to("receiver").cut();
        String id = target.newId();
        assertThat(target.create(id).join().statusCode()).isEqualTo(201);
        CompletableFuture<Void> callback =
                CompletableFuture.runAsync(() -> Await.until("the callback", () -> target.hasFired(id)));
        assertThatThrownBy(() -> callback.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);

        to("receiver").heal();

        callback.join();
    }

    @Test
    void theHarnessReachesTheDatabaseWithoutTheLink() {
        to("database").cut();

        assertThat(target.target().database().orElseThrow().diskBytes()).isPresent();

        to("database").heal();
        target.awaitCreatedAndFired();
    }
}
