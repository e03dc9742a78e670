package timerbench.harness.targets;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A process that starts a service, stops it by SIGSTOP, prints its process id, and stays until it is killed. */
final class StoppedService {
    private StoppedService() {}

    public static void main(String[] args) throws InterruptedException {
        ServiceProcess service = ServiceProcess.start(
                new ServiceJvm(
                        List.of("-Xmx128m"),
                        Map.of(
                                "timerbench.service.database", "memory",
                                "timerbench.service.port", "0",
                                "timerbench.service.stopWithStdin", "true"),
                        Map.of()),
                Duration.ofMinutes(1));
        service.stop();
        System.out.println("STOPPED " + service.process().pid());
        Thread.currentThread().join();
    }
}
