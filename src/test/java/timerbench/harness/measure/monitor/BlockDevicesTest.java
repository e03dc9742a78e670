package timerbench.harness.measure.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BlockDevicesTest {
    private static final List<String> LINES = List.of(
            "   7       0 loop0 9 0 999 0 9 0 999 0 0 0 0 0 0 0 0 0 0",
            " 259       0 nvme0n1 214043 28683 2000 41480 101486 107942 3000 92896 0 59072 168146 43575 67 1 1 1 1",
            " 259       1 nvme0n1p1 214043 28683 2000 41480 101486 107942 3000 92896 0 59072 168146 43575 67 1 1 1 1",
            " 254       0 vda 1 1 4 1 1 1 8 1 0 1 1",
            " 254       3 cut 1 1");

    @Test
    void sectorsOfAllDevicesAreAddedUpAndPartitionsAreNot() {
        assertThat(BlockDevices.sum(LINES, Set.of("nvme0n1", "vda", "cut")::contains))
                .contains(new ProcessMonitor.Transfer(2_004 * 512, 3_008 * 512));
    }

    @Test
    void withoutADeviceNothingIsMeasured() {
        assertThat(BlockDevices.sum(LINES, name -> false)).isEmpty();
    }

    @Test
    void aCounterThatWentBackwardsCountsAsZero() {
        assertThat(new ProcessMonitor.Transfer(5, 7).since(new ProcessMonitor.Transfer(9, 3)))
                .isEqualTo(new ProcessMonitor.Transfer(0, 4));
    }
}
