package timerbench.harness.load.plan;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatling.app.Gatling$;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gatling itself injects a share's users when they are due, and nobody for a share without users. */
class SharedInjectionTest {
    private static final long WAIT_MILLIS = 1_300;
    private static final Map<String, Queue<Long>> ARRIVED = new ConcurrentHashMap<>();
    private static final Queue<Long> ASKED = new ConcurrentLinkedQueue<>();

    /** The second injector of three. */
    public static final class Shared extends Simulation {
        private final Share share = new Share(1, 3);

        public Shared() {
            setUp(
                    share.inject(
                            users("some"),
                            number -> number,
                            Shared::untilBegin,
                            atOnceUsers(3),
                            rampUsers(4).during(2)),
                    share.inject(users("none"), atOnceUsers(1), nothingFor(1)).andThen(then("after none")),
                    share.inject(users("none ever"), atOnceUsers(1)).andThen(then("after none ever")));
        }

        private static Duration untilBegin(Instant since) {
            ASKED.add(since.toEpochMilli());
            return Duration.ofMillis(WAIT_MILLIS);
        }

        private static PopulationBuilder then(String name) {
            return users(name).injectOpen(atOnceUsers(1));
        }

        private static ScenarioBuilder users(String name) {
            return scenario(name).exec(session -> {
                ARRIVED.computeIfAbsent(name, none -> new ConcurrentLinkedQueue<>())
                        .add(System.currentTimeMillis());
                return session;
            });
        }
    }

    @Test
    void usersComeAtTheirTimesAndWhatFollowsNoneComesToo(@TempDir Path folder) {
        int result = Gatling$.MODULE$.fromArgs(new String[] {
            "--simulation", Shared.class.getName(), "--results-folder", folder.toString(), "--no-reports"
        });
        assertThat(result).isZero();
        assertThat(ASKED).as("when Gatling begins, and only then").hasSize(1);
        List<Long> millis = ARRIVED.get("some").stream()
                .map(at -> at - ASKED.element() - WAIT_MILLIS)
                .toList();
        // At once and after half a second: the second and the fifth arrival of 0, 0, 0, 0, 0.5, 1 and 1.5 s.
        assertThat(millis).hasSize(2);
        assertThat(millis.get(0)).isBetween(0L, 400L);
        assertThat(millis.get(1)).isBetween(500L, 1_000L);
        assertThat(ARRIVED).containsOnlyKeys("some", "after none", "after none ever");
    }
}
