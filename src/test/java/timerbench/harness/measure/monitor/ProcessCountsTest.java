package timerbench.harness.measure.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import timerbench.harness.measure.monitor.ProcessCounts.Count;

class ProcessCountsTest {
    private static double value(List<Count> counts, String name) {
        return counts.stream()
                .filter(count -> count.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aProcessHasUsedTimeAndReadBytesInCalls() {
        List<Count> counts = ProcessCounts.of(List.of(ProcessHandle.current()));

        assertThat(value(counts, "CPU time")).isPositive();
        assertThat(value(counts, "context switches")).isPositive();
        assertThat(value(counts, "bytes read, from files and connections")).isGreaterThan(value(counts, "read calls"));
    }

    @Test
    void ofAProcessThatHasEndedNothingIsKnownButItsTime() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        assertThat(ended.waitFor()).isZero();

        assertThat(ProcessCounts.of(List.of(ended.toHandle())))
                .extracting(Count::name)
                .containsExactly("CPU time");
    }
}
