package timerbench.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ThreadWatchTest {
    private static final Duration PERIOD = Duration.ofMillis(1);

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final BlockingQueue<Integer> exitCodes = new LinkedBlockingQueue<>();
    private final ThreadWatch watch = new ThreadWatch(new PrintStream(said, true, UTF_8), exitCodes::add);

    /** Loses a thread as the service would, and goes on if nobody ends it. */
    static final class Child {
        private Child() {}

        public static void main(String... none) throws InterruptedException {
            var unused = ThreadWatch.ofProcess();
            Thread worker = new Thread(
                    () -> {
                        throw new NoClassDefFoundError("on purpose");
                    },
                    "engine-read");
            worker.start();
            worker.join();
            System.exit(0);
        }
    }

    private static Thread sleeper(CountDownLatch end) {
        Thread thread = new Thread(
                () -> {
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "sleeper");
        thread.start();
        return thread;
    }

    @Test
    void aProcessEndsWithAThreadOfItAndSaysWhich() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName())
                .redirectErrorStream(true);
        // A JVM that has options from there says so.
        builder.environment().remove("JDK_JAVA_OPTIONS");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(3);
        assertThat(said)
                .startsWith(
                        "the service ends: its thread engine-read died: java.lang.NoClassDefFoundError: on purpose");
    }

    @Test
    void aProcessThatCannotEvenSaySoEndsAllTheSame() {
        ThreadWatch mute = new ThreadWatch(
                new PrintStream(OutputStream.nullOutputStream()) {
                    @Override
                    public void println(String text) {
                        throw new NoClassDefFoundError("on purpose");
                    }
                },
                exitCodes::add);
        assertThatThrownBy(() -> mute.uncaughtException(Thread.currentThread(), new AssertionError("on purpose")))
                .isInstanceOf(NoClassDefFoundError.class);
        assertThat(exitCodes).containsExactly(3);
    }

    @Test
    void aThreadThatEndsUnheardEndsTheProcess() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        watch.over(List.of(Thread.currentThread(), sleeper(end)), PERIOD);
        assertThat(exitCodes).isEmpty();
        end.countDown();
        assertThat(exitCodes.poll(20, TimeUnit.SECONDS)).isEqualTo(3);
        watch.stop();
        assertThat(said.toString(UTF_8)).startsWith("the service ends: its thread sleeper died");
    }

    @Test
    void threadsMayEndWhenTheProcessIsAboutTo() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        Thread thread = sleeper(end);
        watch.over(List.of(thread), PERIOD);
        watch.stop();
        end.countDown();
        thread.join();
        Thread watching = Thread.getAllStackTraces().keySet().stream()
                .filter(each -> each.getName().equals("thread-watch"))
                .findAny()
                .orElse(thread);
        watching.join(TimeUnit.SECONDS.toMillis(20));
        assertThat(exitCodes).isEmpty();
    }
}
