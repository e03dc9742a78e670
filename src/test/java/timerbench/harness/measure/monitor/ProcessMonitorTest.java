package timerbench.harness.measure.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ProcessMonitorTest {
    @Test
    void cpuTimeAndMemoryOfAProcessAreMeasured() {
        ProcessMonitor monitor = new ProcessMonitor(() -> Map.of("own", List.of(ProcessHandle.current())));
        monitor.restart();
        long until = System.nanoTime() + 200_000_000;
        long sum = 0;
        for (Random random = new Random(1); System.nanoTime() < until; ) {
            sum += random.nextInt();
        }
        ProcessMonitor.Usage usage = monitor.stop().get("own");
        assertThat(sum).isNotZero();
        assertThat(usage.cpuSeconds()).isPositive();
        assertThat(usage.peakMemoryMb()).isGreaterThan(10);
    }

    /** What is counted begins after the warm-up; a counter that a scraper reads must not go back. */
    @Test
    void readingsGoOnWhereTheUsageBeginsAnew() {
        ProcessMonitor monitor = new ProcessMonitor(() -> Map.of("own", List.of(ProcessHandle.current())));
        monitor.restart();
        long until = System.nanoTime() + 200_000_000;
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        monitor.restart();
        double before = monitor.readings().get("own").cpuSeconds();
        double counted = monitor.stop().get("own").cpuSeconds();

        assertThat(before).isPositive();
        assertThat(monitor.readings().get("own").cpuSeconds()).isGreaterThanOrEqualTo(before + counted - 1e-6);
        assertThat(monitor.readings().get("own").residentBytes()).isGreaterThan(10_000_000);
    }

    @Test
    void aProcessThatFollowsAnotherIsMeasuredInItsPlace() throws IOException, InterruptedException {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        AtomicReference<ProcessHandle> root = new AtomicReference<>(gone.toHandle());
        ProcessMonitor monitor = new ProcessMonitor(() -> Map.of("part", List.of(root.get())));

        root.set(ProcessHandle.current());

        assertThat(monitor.stop().get("part").peakMemoryMb()).isGreaterThan(10);
    }

    @Test
    void aProcessThatIsGoneBeforeItIsSeenIsLeftOut() throws IOException, InterruptedException {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        assertThat(new ProcessMonitor(() -> Map.of("gone", List.of(gone.toHandle()))).stop())
                .isEmpty();
    }
}
