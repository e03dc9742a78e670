package timerbench.harness.targets.docker;

import java.time.Duration;
import java.util.Map;
import timerbench.harness.targets.database.postgres.PostgresSource;

/** A process that starts a container, prints its id, and stays until it is killed. */
final class HeldContainer {
    private HeldContainer() {}

    public static void main(String[] args) throws InterruptedException {
        DatabaseContainer container = DatabaseContainer.start(
                PostgresSource.IMAGE,
                args[0],
                ContainerLimits.NONE,
                Map.of("POSTGRES_PASSWORD", "held"),
                Duration.ofMinutes(2));
        System.out.println("HELD " + container.id());
        Thread.currentThread().join();
    }
}
