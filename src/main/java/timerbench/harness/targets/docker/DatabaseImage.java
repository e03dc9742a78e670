package timerbench.harness.targets.docker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.containers.wait.strategy.WaitStrategy;
import timerbench.settings.Settings;

/**
 * How the official image of a database is run, or another that is run alike.
 *
 * @param word the database in settings and labels
 * @param port that it listens on inside
 * @param ready the line of its log by which it is ready
 * @param command the arguments that it is run with; empty: its own
 * @param environment its variables, given the container's limits
 */
public record DatabaseImage(
        String word,
        int port,
        ReadyLine ready,
        List<String> command,
        Function<ContainerLimits, Map<String, String>> environment) {
    private static final String BLOCK = "docker.database";

    /**
     * A line of a log.
     *
     * @param times how often it appears until the database is ready
     */
    public record ReadyLine(String text, int times) {
        /** No line: the database is ready when it answers over HTTP. */
        public static final ReadyLine NONE = new ReadyLine("", 0);
    }

    /**
     * What the settings want of the container.
     *
     * @param image the name of the image, with its tag
     */
    public record Wanted(String image, ContainerLimits limits) {}

    /** Returns the image and limits of the {@code docker.database} block. */
    public Wanted wanted(Settings settings) {
        return new Wanted(settings.text(BLOCK + "." + word), settings.readPart(BLOCK, ContainerLimits.class));
    }

    WaitStrategy ready(Duration timeout) {
        WaitStrategy strategy = ready.text.isEmpty()
                ? Wait.forHttp("/").forStatusCodeMatching(status -> true)
                : Wait.forLogMessage(".*" + ready.text + ".*\\s", ready.times);
        return strategy.withStartupTimeout(timeout);
    }
}
