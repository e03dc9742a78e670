package timerbench.harness.targets.docker;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.time.Duration;
import java.util.Optional;
import timerbench.harness.targets.process.DatabaseException;

/**
 * What tests need of Docker. Where it is missing they are skipped, unless {@code TIMER_BENCH_DOCKER=required} is in the
 * environment: then they fail.
 */
public final class Docker {
    private static final Duration PULL = Duration.ofMinutes(5);

    private Docker() {}

    /** Returns the image that the variable of the environment names, or else the official one, when the engine has it. */
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

    public static String postgresImage() {
        return image("TIMER_BENCH_POSTGRES_IMAGE", DatabaseImage.POSTGRES.image());
    }
}
