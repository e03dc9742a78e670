package timerbench.harness.show;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A browser without a window. Where there is none, tests are skipped, unless {@code CI} or
 * {@code TIMER_BENCH_DOCKER=required} is in the environment: then they fail.
 */
final class Chromium {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final String MISSING = "no browser on the PATH, wanted one of " + String.join(", ", NAMES);
    private static final long LIMIT_SECONDS = 120;

    private Chromium() {}

    /**
     * Returns what is in the page when its scripts have run, as HTML.
     *
     * @param folder an empty one for what the browser keeps
     */
    static String open(Path page, Path folder) throws IOException, InterruptedException {
        Path dom = folder.resolve("dom.html");
        Path log = folder.resolve("browser.log");
        Process browser = new ProcessBuilder(
                        command().toString(),
                        "--headless",
                        "--disable-gpu",
                        // Neither root nor a container can have them; the page is our own.
                        "--no-sandbox",
                        "--disable-dev-shm-usage",
                        "--disable-background-networking",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--virtual-time-budget=10000",
                        "--dump-dom",
                        page.toUri().toString())
                .redirectOutput(dom.toFile())
                .redirectError(log.toFile())
                .start();
        try {
            if (!browser.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || browser.exitValue() != 0) {
                fail("the browser did not show " + page + ": " + Files.readString(log));
            }
        } finally {
            browser.descendants().forEach(ProcessHandle::destroyForcibly);
            browser.destroyForcibly().waitFor();
        }
        return Files.readString(dom);
    }

    static Path command() {
        Optional<Path> found = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
        if (found.isEmpty()) {
            if (System.getenv("CI") != null || "required".equals(System.getenv("TIMER_BENCH_DOCKER"))) {
                fail(MISSING);
            }
            abort(MISSING);
        }
        return found.orElseThrow();
    }
}
