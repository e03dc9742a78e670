package timerbench.harness.targets;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.settings.Settings;

/**
 * A process that starts a service from a jar, a program or an image, prints the service's process id and address, and
 * stays until it is killed.
 */
final class HeldForeignService {
    private HeldForeignService() {}

    public static void main(String[] args) throws InterruptedException {
        Path folder = args[0].startsWith("/") ? Path.of(args[0]).getParent() : Path.of("");
        TargetForm.Foreign form = (TargetForm.Foreign) TargetForm.of(args[0], folder);
        ForeignStart start = new ForeignStart(
                ForeignTarget.freePort(), Map.of("TINY", "stay"), Dialect.load("groups"), Duration.ofMinutes(1));
        ServiceInstance instance = form.service().start(Settings.load(), start);
        System.out.println("HELD " + instance.handle().orElseThrow().pid() + " " + instance.url());
        Thread.currentThread().join();
    }

    /** Starts a process that holds the service, with a token in its environment. */
    static Held hold(String service) throws IOException {
        ProcessBuilder command = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HeldForeignService.class.getName(),
                        service)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        command.environment().put("API_TOKEN", "for-tests");
        Process owner = command.start();
        String[] held = owner.inputReader()
                .lines()
                .filter(line -> line.startsWith("HELD "))
                .findFirst()
                .orElseThrow()
                .split(" ", -1);
        ProcessHandle process = ProcessHandle.of(Long.parseLong(held[1])).orElseThrow();
        return new Held(owner, process, held[2]);
    }

    /** The process that holds the service, and the service itself. */
    record Held(Process owner, ProcessHandle service, String url) {
        List<String> environment() throws IOException {
            return new TargetClient(Map.of())
                    .get(url + "/environment")
                    .body()
                    .lines()
                    .toList();
        }
    }
}
