package timerbench.harness.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import timerbench.harness.targets.fault.Fault;
import timerbench.harness.targets.proxy.Link;
import timerbench.harness.targets.proxy.Links;
import timerbench.harness.targets.proxy.RealToxiproxy;
import timerbench.service.LocalMongoDb;
import timerbench.settings.Settings;

/** The reference service with a link to MongoDB itself, whose driver would look for the other members of a set. */
@Timeout(120)
class LinkedMongoDbTest {
    private static final Duration LATENCY = Duration.ofMillis(80);

    @Test
    void aSlowWayToTheDatabaseTakesAtLeastItsLatencyPerCreate() throws Exception {
        String uri = LocalMongoDb.shared().uri().replaceFirst("\\?.*", "");
        Settings settings = RealToxiproxy.settings()
                .with(Map.of(
                        "timerbench.database", "mongodb",
                        "timerbench.provision", "external",
                        "timerbench.external.mongodb.uri", uri));
        try (Links links = new Links()) {
            links.add(Fault.of("slow:database=80ms@10s"));
            try (FiringTarget target = new FiringTarget(settings, links)) {
                target.awaitCreatedAndFired();
                Link database = links.to("database").orElseThrow();
                database.slow(LATENCY);
                long start = System.nanoTime();

                target.awaitCreatedAndFired();

                assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(LATENCY);
                database.heal();
                target.awaitCreatedAndFired();
            }
        }
    }
}
