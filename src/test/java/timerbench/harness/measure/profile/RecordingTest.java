package timerbench.harness.measure.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.measure.profile.SideProfile.Amounts;

/** Records this JVM, in which methods of this class work, allocate and wait. */
class RecordingTest {
    private static final OwnCode TESTS = new OwnCode(Optional.of("timerbench."));
    private static final Duration WORK = Duration.ofMillis(400);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int BUFFERS = 2_000;
    private static final int BUFFER_BYTES = 100_000;
    private static final AtomicLong SINK = new AtomicLong();

    private static List<Amounts> amounts;
    private static List<String> stacks;
    private static Path file;

    @BeforeAll
    static void record(@TempDir Path folder) throws IOException, ParseException, InterruptedException {
        file = folder.resolve("this.jfr");
        Instant begin;
        Instant end;
        try (Reader text = new InputStreamReader(
                        Recording.class.getResourceAsStream("/profile/timer-bench.jfc"), StandardCharsets.UTF_8);
                var recording = new jdk.jfr.Recording(Configuration.create(text))) {
            recording.start();
            begin = Instant.now();
            burn();
            allocate();
            nap();
            contend();
            // A park that ends with the recording would be none.
            end = Instant.now();
            recording.stop();
            recording.dump(file);
        }
        Recording read = Recording.of(file);
        RecordingProfile profile = new RecordingProfile(new Slices(List.of(
                new Slices.Reading(begin, 0), new Slices.Reading(begin.plusMillis(1), 1), new Slices.Reading(end, 2))));
        profile.add(new Recording(TESTS, read.events()));
        amounts = profile.amounts();
        stacks = profile.stacks();
    }

    private static void burn() {
        Runnable loop = () -> {
            // Other processes may have the processors: what counts is the time that this thread had.
            for (long end = THREADS.getCurrentThreadCpuTime() + WORK.toNanos();
                    THREADS.getCurrentThreadCpuTime() < end; ) {
                for (int i = 0; i < 1_000_000; i++) {
                    SINK.incrementAndGet();
                }
            }
        };
        loop.run();
    }

    private static void allocate() {
        List<byte[]> kept = new ArrayList<>();
        for (int i = 0; i < BUFFERS; i++) {
            kept.add(new byte[BUFFER_BYTES]);
            kept.clear();
        }
        SINK.addAndGet(kept.size());
    }

    private static void nap() {
        LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }

    private static synchronized void guarded() {
        SINK.incrementAndGet();
    }

    /** Another thread waits for the lock of the class that this one holds. */
    private static void contend() throws InterruptedException {
        CountDownLatch ready = new CountDownLatch(1);
        Thread waiting = new Thread(() -> {
            ready.countDown();
            guarded();
        });
        synchronized (RecordingTest.class) {
            waiting.start();
            ready.await();
            while (waiting.getState() != Thread.State.BLOCKED) {
                LockSupport.parkNanos(1_000);
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
        waiting.join();
    }

    private static Optional<Amounts> amount(Resource resource, String method) {
        return amounts.stream()
                .filter(each -> each.resource() == resource && each.name().equals("RecordingTest." + method))
                .findFirst();
    }

    @Test
    void aFileThatIsCutOrNoRecordingIsAnErrorOfInput(@TempDir Path folder) throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Path cut = Files.write(folder.resolve("cut.jfr"), Arrays.copyOf(whole, whole.length / 2));
        byte[] damaged = whole.clone();
        Arrays.fill(damaged, whole.length / 3, whole.length / 2, (byte) 0xff);
        Path wrong = Files.write(folder.resolve("damaged.jfr"), damaged);

        assertThatThrownBy(() -> Recording.of(cut).events().forEach(event -> {}))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Recording.of(wrong).events().forEach(event -> {}))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aBusyMethodIsNamedAlsoIfItsWorkIsInALambda() {
        Amounts busy = amount(Resource.CPU, "burn").orElseThrow();

        assertThat(busy.where()).startsWith("RecordingTest.record");
        assertThat(busy.unit()).isEqualTo("samples");
        assertThat(busy.sum()).isPositive();
    }

    @Test
    void theMethodThatAllocatesIsNamedWithAboutItsBytes() {
        double bytes = amount(Resource.ALLOCATION, "allocate").orElseThrow().sum();

        assertThat(bytes).isBetween(0.7 * BUFFERS * BUFFER_BYTES, 1.5 * BUFFERS * BUFFER_BYTES);
    }

    @Test
    void aShortWaitIsNamed() {
        assertThat(amount(Resource.WAIT, "nap").orElseThrow().sum()).isGreaterThanOrEqualTo(5_000);
    }

    @Test
    void aMethodThatWaitsForALockIsNamed() {
        assertThat(amount(Resource.LOCK, "guarded").orElseThrow().sum()).isGreaterThanOrEqualTo(5_000);
    }

    @Test
    void stacksAreCollapsedFromTheOutermostFrame() {
        assertThat(stacks)
                .anySatisfy(line -> assertThat(line)
                        .matches("\\S.*;timerbench\\.harness\\.measure\\.profile\\.RecordingTest\\.record;"
                                + "timerbench\\.harness\\.measure\\.profile\\.RecordingTest\\.burn(;.*)? \\d+"));
    }
}
