package timerbench.harness.targets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import timerbench.harness.targets.docker.ContainerLimits;

class DockerRunTest {
    /** It is removed by its guard. Without {@code --rm} it can be started again after a fault, with what it has written. */
    @Test
    void aContainerIsFoundByItsGuardAndNotRemovedWhenItEnds() {
        assertThat(DockerRun.command("one", ContainerLimits.NONE, Set.of("TOKEN")))
                .containsSubsequence("docker", "run", "--name", "one")
                .containsSequence("--label", "timer-bench.owner=one")
                .containsSequence("--env", "TOKEN")
                .doesNotContain("--rm");
        assertThat(DockerRun.again("one")).containsExactly("docker", "start", "--attach", "one");
    }
}
