package timerbench.harness.measure.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuLimitsTest {
    private static final String TWO = "30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate";
    private static final String ONE = "33 31 0:30 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct";
    private static final String OTHERS = """
            22 1 254:0 / / rw - ext4 /dev/vda rw
            34 31 0:31 / /sys/fs/cgroup/cpuset rw - cgroup cgroup rw,cpuset
            """;

    @TempDir
    private Path files;

    @BeforeEach
    void mountNothing() throws IOException {
        write("proc/self/mountinfo", OTHERS);
    }

    private void write(String file, String text) throws IOException {
        Path path = files.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text + "\n");
    }

    private void mount(String... mounts) throws IOException {
        write("proc/self/mountinfo", OTHERS + String.join("\n", mounts));
    }

    private void countsTwo(String group, long periods, long throttled, long micros) throws IOException {
        write(
                "sys/fs/cgroup/" + group + "/cpu.stat",
                "usage_usec 90\nnr_periods " + periods + "\nnr_throttled " + throttled + "\nthrottled_usec " + micros);
    }

    private void countsOne(String group, long periods, long throttled, long nanos) throws IOException {
        write(
                "sys/fs/cgroup/cpu,cpuacct/" + group + "/cpu.stat",
                "nr_periods " + periods + "\nnr_throttled " + throttled + "\nthrottled_time " + nanos);
    }

    private CpuLimits limits(Long... pids) {
        return new CpuLimits(List.of(pids), files);
    }

    @Test
    void theCountsOfVersionTwoAreThoseSinceTheBeginning() throws IOException {
        mount(TWO);
        write("proc/7/cgroup", "0::/docker/3f");
        write("sys/fs/cgroup/docker/3f/cpu.max", "30000 100000");
        countsTwo("docker/3f", 100, 50, 1_000_000);
        CpuLimits limits = limits(7L);
        countsTwo("docker/3f", 131, 81, 3_500_000);
        assertThat(limits.throttling()).contains(new Throttling(31, 31, 2.5));
        countsTwo("docker/3f", 200, 81, 3_500_000);
        assertThat(limits.throttling().orElseThrow().share()).isEqualTo(0.31);
    }

    @Test
    void theCountsOfVersionOneAreInNanosecondsAndOfTheHierarchyOfTheProcessors() throws IOException {
        mount(ONE, "41 31 0:38 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw");
        write("proc/7/cgroup", "5:cpuset:/docker/other\n4:cpu,cpuacct:/docker/3f\n0::/docker/3f");
        write("sys/fs/cgroup/cpu,cpuacct/docker/3f/cpu.cfs_quota_us", "30000");
        countsOne("docker/3f", 0, 0, 0);
        CpuLimits limits = limits(7L);
        countsOne("docker/3f", 40, 10, 1_500_000_000);
        assertThat(limits.throttling()).contains(new Throttling(40, 10, 1.5));
    }

    @Test
    void theNearestLimitAroundAProcessIsTheOneThatCounts() throws IOException {
        mount(TWO);
        write("proc/7/cgroup", "0::/pod.slice/app");
        write("sys/fs/cgroup/pod.slice/app/cpu.max", "max 100000");
        write("sys/fs/cgroup/pod.slice/cpu.max", "50000 100000");
        countsTwo("pod.slice/app", 0, 0, 0);
        countsTwo("pod.slice", 0, 0, 0);
        CpuLimits limits = limits(7L);
        countsTwo("pod.slice", 10, 4, 0);
        assertThat(limits.throttling()).contains(new Throttling(10, 4, 0));
    }

    @Test
    void insideOfAContainerThePathBeginsAtItsOwnGroup() throws IOException {
        mount("33 31 0:30 /docker/3f /sys/fs/cgroup/cpu,cpuacct ro - cgroup cgroup rw,cpu,cpuacct");
        write("proc/7/cgroup", "4:cpu,cpuacct:/docker/3f");
        write("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us", "30000");
        countsOne("", 1, 0, 0);
        CpuLimits limits = limits(7L);
        countsOne("", 5, 2, 0);
        assertThat(limits.throttling()).contains(new Throttling(4, 2, 0));
    }

    @Test
    void processesInOneGroupCountOnceAndThoseInSeveralTogether() throws IOException {
        mount(TWO);
        for (String group : List.of("one", "two")) {
            write("sys/fs/cgroup/" + group + "/cpu.max", "30000 100000");
            countsTwo(group, 0, 0, 0);
        }
        write("proc/7/cgroup", "0::/one");
        write("proc/8/cgroup", "0::/one");
        write("proc/9/cgroup", "0::/two");
        CpuLimits limits = limits(7L, 8L, 9L);
        countsTwo("one", 10, 1, 0);
        countsTwo("two", 10, 2, 0);
        assertThat(limits.throttling()).contains(new Throttling(20, 3, 0));
    }

    @Test
    void withoutALimitNothingIsMeasured() throws IOException {
        write("proc/7/cgroup", "0::/");
        assertThat(limits(7L).throttling()).as("nothing is mounted").isEmpty();
        mount(TWO);
        countsTwo("", 3, 1, 0);
        assertThat(limits(7L, 8L).throttling())
                .as("no quota, and a process that is gone")
                .isEmpty();
        write("sys/fs/cgroup/cpu.max", "max 100000");
        assertThat(limits(7L).throttling()).as("a quota of all").isEmpty();
        write("proc/7/cgroup", "0::/../elsewhere");
        write("sys/fs/elsewhere/cpu.max", "30000 100000");
        assertThat(limits(7L).throttling()).as("outside of what can be seen").isEmpty();
    }

    @Test
    void aLimitThatWasMadeAnewMeanwhileIsNotMeasured() throws IOException {
        mount(TWO);
        write("proc/7/cgroup", "0::/one");
        write("sys/fs/cgroup/one/cpu.max", "30000 100000");
        countsTwo("one", 50, 5, 0);
        CpuLimits limits = limits(7L);
        assertThat(limits.throttling()).as("no period has passed").isEmpty();
        countsTwo("one", 150, 5, 0);
        assertThat(limits.throttling()).contains(new Throttling(100, 0, 0));
        Path group = files.resolve("sys/fs/cgroup/one");
        Files.move(group, files.resolve("gone"));
        assertThat(limits.throttling()).as("gone").isEmpty();
        countsTwo("one", 150, 5, 0);
        assertThat(limits.throttling()).as("another").isEmpty();
    }
}
