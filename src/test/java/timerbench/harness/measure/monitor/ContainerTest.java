package timerbench.harness.measure.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Files as Docker's containers have them, of version 1 on Debian 12 and of version 2 as the kernel documents it. */
@DisabledOnOs(OS.WINDOWS)
class ContainerTest {
    private static final String ID = "3f2a9c01d2e4".repeat(5) + "abcd";
    private static final String MOUNTS_ONE = """
            31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755
            32 31 0:29 / /sys/fs/cgroup/cpu rw,relatime - cgroup cgroup rw,cpu
            33 31 0:30 / /sys/fs/cgroup/cpuacct rw,relatime - cgroup cgroup rw,cpuacct
            35 31 0:32 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory
            38 31 0:35 / /sys/fs/cgroup/blkio rw,relatime - cgroup cgroup rw,blkio
            41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw
            """;
    private static final String MOUNTS_TWO = "30 23 0:26 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate\n";
    private static final String SLICE = "system.slice/docker-" + ID + ".scope";
    private static final String NETWORK = """
            Inter-|   Receive                                                |  Transmit
             face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls
                lo: 97977052225 135255222    0    0    0     0          0         0 97977052225 135255222    0    0
              eth0: 3680645567  216760    0    0    0     0          0         0 19322903  178853    0    0    0
              eth1:     100       1    0    0    0     0          0         0     10       1    0    0    0
            docker0: 11630930   78587    0    0    0     0          0         0 154858453   75077    0    7    0
            """;

    @TempDir
    private Path files;

    @BeforeEach
    void generator() throws IOException {
        write("proc/self/cgroup", "9:memory:/\n0::/user.slice");
        network("self", "4026531833");
    }

    private void write(String file, String text) throws IOException {
        Path path = files.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text + "\n");
    }

    private void network(String process, String namespace) throws IOException {
        write("proc/" + process + "/net/dev", NETWORK);
        Path link = files.resolve("proc/" + process + "/ns/net");
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, Path.of("net:[" + namespace + "]"));
    }

    private Optional<Container> container() {
        return Container.of(7, files);
    }

    private void inVersionOne() throws IOException {
        write("proc/self/mountinfo", MOUNTS_ONE);
        write(
                "proc/7/cgroup",
                "7:blkio:/docker/" + ID + "\n4:memory:/docker/" + ID + "\n2:cpuacct:/docker/" + ID + "\n0::/docker/"
                        + ID);
        network("7", "4026532300");
        write("sys/fs/cgroup/unified/docker/" + ID + "/cpu.stat", "usage_usec 1");
        write("sys/fs/cgroup/cpuacct/docker/" + ID + "/cpuacct.usage", "2500000000");
        write("sys/fs/cgroup/memory/docker/" + ID + "/memory.usage_in_bytes", "50000000");
        write(
                "sys/fs/cgroup/memory/docker/" + ID + "/memory.stat",
                "inactive_file 1\nactive_file 2\ntotal_inactive_file 20000000\ntotal_active_file 3");
        write(
                "sys/fs/cgroup/blkio/docker/" + ID + "/blkio.throttle.io_service_bytes",
                "254:0 Read 4096\n254:0 Write 8192\n254:0 Sync 12288\n254:0 Total 12288\nTotal 12288");
    }

    private void inVersionTwo() throws IOException {
        write("proc/self/mountinfo", MOUNTS_TWO);
        write("proc/7/cgroup", "0::/" + SLICE);
        network("7", "4026532300");
        write("sys/fs/cgroup/" + SLICE + "/cpu.stat", "usage_usec 2500000\nuser_usec 2000000\nsystem_usec 500000");
        write("sys/fs/cgroup/" + SLICE + "/memory.current", "50000000");
        write("sys/fs/cgroup/" + SLICE + "/memory.stat", "anon 1\nfile 2\ninactive_file 20000000\nactive_file 3");
        write(
                "sys/fs/cgroup/" + SLICE + "/io.stat",
                "8:16 rbytes=4000 wbytes=8000 rios=1 wios=2 dbytes=50331648 dios=3\n"
                        + "259:0 rbytes=96 wbytes=192 rios=1 wios=1 dbytes=0 dios=0\n7:0");
    }

    @Test
    void versionOneIsReadInTheHierarchyOfEachController() throws IOException {
        inVersionOne();
        Container container = container().orElseThrow();
        assertThat(container.text()).isEqualTo("cgroup v1 of container 3f2a9c01d2e4");
        assertThat(container.workingSet()).contains(30_000_000L);
        assertThat(container.read().cpuSeconds()).contains(2.5);
        assertThat(container.read().bytes())
                .containsOnly(
                        entry(Traffic.NETWORK_RECEIVED, 3_680_645_667L),
                        entry(Traffic.NETWORK_SENT, 19_322_913L),
                        entry(Traffic.DISK_READ, 4_096L),
                        entry(Traffic.DISK_WRITTEN, 8_192L));
        write(
                "sys/fs/cgroup/blkio/docker/" + ID + "/blkio.throttle.io_service_bytes_recursive",
                "254:0 Read 1\n254:0 Write 2\nTotal 3");
        assertThat(container.read().bytes()).as("with groups inside").containsEntry(Traffic.DISK_WRITTEN, 2L);
    }

    @Test
    void versionTwoIsReadInOneGroup() throws IOException {
        inVersionTwo();
        Container container = container().orElseThrow();
        assertThat(container.text()).isEqualTo("cgroup v2 of container 3f2a9c01d2e4");
        assertThat(container.workingSet()).contains(30_000_000L);
        assertThat(container.read().cpuSeconds()).contains(2.5);
        assertThat(container.read().bytes())
                .containsOnly(
                        entry(Traffic.NETWORK_RECEIVED, 3_680_645_667L),
                        entry(Traffic.NETWORK_SENT, 19_322_913L),
                        entry(Traffic.DISK_READ, 4_096L),
                        entry(Traffic.DISK_WRITTEN, 8_192L));
    }

    @Test
    void aGroupInsideOfAContainerBelongsToIt() throws IOException {
        inVersionTwo();
        write("proc/7/cgroup", "0::/" + SLICE + "/init.scope");
        write("sys/fs/cgroup/" + SLICE + "/init.scope/cpu.stat", "usage_usec 1");
        assertThat(container().orElseThrow().read().cpuSeconds()).contains(2.5);
    }

    @Test
    void aDeviceMadeOfOthersCountsOnce() throws IOException {
        inVersionTwo();
        Files.createDirectories(files.resolve("sys/dev/block/8:16/slaves/sda"));
        Files.createDirectories(files.resolve("sys/dev/block/259:0/slaves"));
        assertThat(container().orElseThrow().read().bytes())
                .containsEntry(Traffic.DISK_READ, 96L)
                .containsEntry(Traffic.DISK_WRITTEN, 192L);
    }

    @Test
    void whatHasReadAndWrittenNothingHasZero() throws IOException {
        inVersionTwo();
        Files.writeString(files.resolve("sys/fs/cgroup/" + SLICE + "/io.stat"), "");
        assertThat(container().orElseThrow().read().bytes())
                .containsEntry(Traffic.DISK_READ, 0L)
                .containsEntry(Traffic.DISK_WRITTEN, 0L);
    }

    /** Linux 6.18 says so, whatever a container writes, as long as no limit is set on the device. */
    @Test
    void noDeviceInVersionOneIsNotMeasured() throws IOException {
        inVersionOne();
        write("sys/fs/cgroup/blkio/docker/" + ID + "/blkio.throttle.io_service_bytes_recursive", "Total 0");
        assertThat(container().orElseThrow().read().bytes())
                .containsOnlyKeys(Traffic.NETWORK_RECEIVED, Traffic.NETWORK_SENT);
    }

    @Test
    void whatCannotBeReadIsMissingAndNotZero() throws IOException {
        inVersionTwo();
        for (String file : List.of("cpu.stat", "memory.stat", "io.stat")) {
            Files.delete(files.resolve("sys/fs/cgroup/" + SLICE + "/" + file));
        }
        Files.delete(files.resolve("proc/7/net/dev"));
        Container container = container().orElseThrow();
        assertThat(container.read()).isEqualTo(new Counters(Optional.empty(), Map.of()));
        assertThat(container.workingSet()).isEmpty();
    }

    @Test
    void theNetworkOfTheMachineIsNotThatOfAContainer() throws IOException {
        inVersionTwo();
        Files.delete(files.resolve("proc/7/ns/net"));
        assertThat(container().orElseThrow().read().bytes())
                .as("in an unknown network")
                .doesNotContainKey(Traffic.NETWORK_RECEIVED);
        Files.createSymbolicLink(files.resolve("proc/7/ns/net"), Path.of("net:[4026531833]"));
        assertThat(container().orElseThrow().read().bytes()).containsOnlyKeys(Traffic.DISK_READ, Traffic.DISK_WRITTEN);
    }

    @Test
    void aContainerWithoutAnInterfaceHasNoNetwork() throws IOException {
        inVersionTwo();
        write("proc/7/net/dev", NETWORK.lines().limit(3).reduce("", (all, line) -> all + line + "\n"));
        assertThat(container().orElseThrow().read().bytes()).containsOnlyKeys(Traffic.DISK_READ, Traffic.DISK_WRITTEN);
    }

    @Test
    void aProcessInNoContainerOrInThatOfTheGeneratorHasNoneOfItsOwn() throws IOException {
        assertThat(container()).as("nothing is mounted").isEmpty();
        inVersionTwo();
        write("proc/7/cgroup", "0::/user.slice/user-1000.slice/session-3.scope");
        assertThat(container()).as("a session").isEmpty();
        write("proc/7/cgroup", "0::/" + SLICE);
        write("proc/self/cgroup", "0::/" + SLICE);
        assertThat(container()).as("the generator's").isEmpty();
        Files.delete(files.resolve("proc/7/cgroup"));
        assertThat(container()).as("gone").isEmpty();
    }

    @Test
    void aCounterThatWentBackHasStartedAgain() {
        Counters before = new Counters(Optional.of(8.0), Map.of(Traffic.DISK_READ, 100L, Traffic.DISK_WRITTEN, 5L));
        Counters after = new Counters(Optional.of(3.0), Map.of(Traffic.DISK_READ, 40L, Traffic.DISK_WRITTEN, 7L));
        assertThat(after.since(before))
                .isEqualTo(new Counters(Optional.of(3.0), Map.of(Traffic.DISK_READ, 40L, Traffic.DISK_WRITTEN, 2L)));
    }

    @Test
    void aCounterThatIsMissingForAWhileGoesOnWhereItWas() {
        Counters before = new Counters(Optional.of(8.0), Map.of(Traffic.DISK_READ, 100L));
        Counters missing = new Counters(Optional.empty(), Map.of());
        Counters after = new Counters(Optional.of(9.0), Map.of(Traffic.DISK_READ, 130L));
        assertThat(after.since(missing.orElse(before)))
                .isEqualTo(new Counters(Optional.of(1.0), Map.of(Traffic.DISK_READ, 30L)));
    }

    @Test
    void readsOfAProcessAreThoseOfItsTreeAndTheReadsOfAnEndedChildCountOnce() throws IOException {
        write("proc/7/io", "rchar: 9\nread_bytes: 4096\nwrite_bytes: 99999");
        write("proc/8/io", "rchar: 9\nread_bytes: 1024\nwrite_bytes: 99999");
        PlainProcess process = new PlainProcess(7, () -> List.of(7L, 8L), files);
        assertThat(process.text()).isEqualTo("process 7");
        assertThat(process.workingSet()).isEmpty();
        assertThat(process.read().bytes()).containsOnly(entry(Traffic.DISK_READ, 5_120L));
        Files.delete(files.resolve("proc/8/io"));
        assertThat(process.read().bytes()).as("ended").containsOnly(entry(Traffic.DISK_READ, 5_120L));
        write("proc/7/io", "read_bytes: 5120");
        assertThat(process.read().bytes()).as("waited for").containsOnly(entry(Traffic.DISK_READ, 5_120L));
        Files.delete(files.resolve("proc/7/io"));
        assertThat(process.read().bytes()).as("not readable, as on macOS").isEmpty();
    }
}
