package timerbench.harness.load.injector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import timerbench.harness.run.WholeFile;

/**
 * An injector of tests: it is ready at once, and then does what the file {@code begin} says. It leaves its settings,
 * and the length of the token, in {@code ready}.
 */
final class TestInjector {
    private TestInjector() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path folder = Path.of(System.getProperty("timerbench.injector.folder"));
        System.out.println("begun");
        String token = String.valueOf(System.getenv("API_TOKEN"));
        WholeFile.write(
                folder.resolve(InjectorFolder.READY),
                "%s of %s, %s, token of %d characters, %s"
                        .formatted(
                                System.getProperty("timerbench.injector.index"),
                                System.getProperty("timerbench.injector.count"),
                                System.getProperty("timerbench.profile"),
                                token.length(),
                                ProcessHandle.current().pid()));
        switch (await(folder.resolve(InjectorFolder.BEGIN))) {
            case "deliver" -> {
                WholeFile.write(folder.resolve(InjectorFolder.REQUESTS), new byte[20_000_000]);
                WholeFile.write(folder.resolve(InjectorFolder.PART), "{}");
                await(folder.resolve(InjectorFolder.FETCHED));
            }
            case "deliver nothing" -> {}
            case "fail" -> {
                System.err.println("timer-bench: the target is gone");
                System.exit(7);
            }
            case "hang" -> {
                // The end of this process waits for the hook, which never ends.
                Runtime.getRuntime().addShutdownHook(new Thread(TestInjector::hang));
                System.out.println("hanging");
                hang();
            }
            default -> throw new IllegalArgumentException();
        }
    }

    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String await(Path file) throws IOException {
        while (!Files.exists(file)) {
            LockSupport.parkNanos(10_000_000);
        }
        return Files.readString(file);
    }
}
