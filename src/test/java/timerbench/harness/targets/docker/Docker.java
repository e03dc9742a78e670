package timerbench.harness.targets.docker;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.time.Duration;
import java.util.Optional;
import timerbench.harness.targets.process.DatabaseException;
import timerbench.settings.Settings;

/**
 * What tests need of Docker. Where it is missing they are skipped, unless {@code TIMER_BENCH_DOCKER=required} is in the
 * environment: then they fail.
 */
public final class Docker {
    private static final Duration PULL = Duration.ofMinutes(5);

    private Docker() {}

    /**
     * Returns the image that the variable of the environment names, or else the official one, when the engine has it.
     */
    public static String image(String variable, String official) {
        String image = Optional.ofNullable(System.getenv(variable)).orElse(official);
        try {
            DockerEngine.requireImage(image, PULL);
        } catch (DatabaseException e) {
            if ("required".equals(System.getenv("TIMER_BENCH_DOCKER"))) {
                fail(e.getMessage(), e);
            }
            abort(e.getMessage());
        }
        return image;
    }

    /** Returns the official image of a database: the default of the settings. */
    static String official(String database) {
        return Settings.defaultOf("timerbench.docker.database." + database).toString();
    }

    public static String postgresImage() {
        return image("TIMER_BENCH_POSTGRES_IMAGE", official("postgres"));
    }
}
