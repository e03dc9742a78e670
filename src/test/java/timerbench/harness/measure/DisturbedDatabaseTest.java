package timerbench.harness.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import timerbench.harness.targets.process.Disturbable;
import timerbench.harness.targets.proxy.Links;
import timerbench.settings.Settings;

/** The reference service goes on by itself when its database does. */
@Timeout(120)
class DisturbedDatabaseTest {
    private static final Duration START = Duration.ofMinutes(1);
    private static final int WAITS = -1;

    private static FiringTarget target;
    private static Disturbable database;

    @BeforeAll
    static void start() {
        target = new FiringTarget(Settings.load(), new Links());
        database = target.target().disturbableDatabase().orElseThrow();
    }

    @AfterAll
    static void stop() throws Exception {
        if (target != null) {
            target.close();
        }
    }

    /** A create waits for the database, or is answered with an error. */
    private static void requireNoCreate() {
        int status = target.create(target.newId())
                .thenApply(HttpResponse::statusCode)
                .completeOnTimeout(WAITS, 500, TimeUnit.MILLISECONDS)
                .join();
        assertThat(status).matches(code -> code == WAITS || code >= 500);
    }

    @Test
    void timersAreCreatedAndFiredAgainAfterTheDatabaseWasKilled() {
        target.awaitCreatedAndFired();
        database.kill();
        requireNoCreate();

        database.startAgain(START);

        target.awaitCreatedAndFired();
    }

    @Test
    void timersAreCreatedAndFiredAgainAfterTheDatabaseWasRestarted() {
        target.awaitCreatedAndFired();
        database.shutDown();
        requireNoCreate();

        database.startAgain(START);

        target.awaitCreatedAndFired();
    }

    @Test
    void timersAreCreatedAndFiredAgainAfterTheDatabaseWasStopped() {
        target.awaitCreatedAndFired();
        database.stop();
        requireNoCreate();

        database.resume();

        target.awaitCreatedAndFired();
    }
}
