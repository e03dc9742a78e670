package timerbench.harness.targets;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import timerbench.harness.targets.docker.ContainerLimits;

/** A process that starts a service in a container, prints the service's process id, and stays until it is killed. */
final class HeldService {
    private HeldService() {}

    public static void main(String[] args) throws InterruptedException {
        Map<String, String> settings = Map.of(
                "timerbench.service.database", "memory",
                "timerbench.service.port", "0",
                "timerbench.service.stopWithStdin", "true");
        ServiceContainer service = ServiceContainer.start(
                args[0],
                ContainerLimits.NONE,
                new ServiceJvm(List.of("-Xmx128m"), settings, Map.of()),
                Duration.ofMinutes(2));
        System.out.println("HELD " + service.handle().orElseThrow().pid());
        Thread.currentThread().join();
    }
}
