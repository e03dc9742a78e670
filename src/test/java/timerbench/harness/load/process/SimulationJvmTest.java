package timerbench.harness.load.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SimulationJvmTest {
    private static List<String> jvm(@Nullable String further) {
        return SimulationJvm.jvm(Path.of("/r"), Map.of("timerbench.profile", "smoke"), SimulationJvm.HEAP, further);
    }

    @Test
    void theArgumentsOfThisJvmComeAfterTheHeapAndBeforeTheSettings() {
        assertThat(jvm("  -Xmx4g\n -Djavax.net.ssl.trustStore=/t "))
                .containsSubsequence(
                        "-Xmx1073741824", "-Xmx4g", "-Djavax.net.ssl.trustStore=/t", "-Dtimerbench.profile=smoke");
        assertThat(jvm(null)).hasSize(jvm("").size()).doesNotContain("");
    }

    @Test
    void settingsAmongTheArgumentsAreForThisProcessOnly() {
        assertThat(jvm("-Dtimerbench.faults.0.kind=kill -Xmx4g"))
                .contains("-Xmx4g")
                .noneMatch(argument -> argument.contains("faults"));
    }
}
