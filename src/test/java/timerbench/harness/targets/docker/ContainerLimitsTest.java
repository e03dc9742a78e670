package timerbench.harness.targets.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerLimitsTest {
    @ParameterizedTest
    @CsvSource({"1000, 1000", "1000b, 1000", "64k, 65536", "512m, 536870912", "2G, 2147483648"})
    void memoryHasAUnit(String memory, long bytes) {
        assertThat(new ContainerLimits("", memory).memoryBytes()).isEqualTo(bytes);
    }

    @Test
    void whatIsNotLimitedIsNotTold() {
        assertThat(ContainerLimits.NONE.byName()).isEmpty();
        assertThat(ContainerLimits.NONE.options()).isEmpty();
        assertThat(new ContainerLimits("0.5", "512m").options())
                .containsExactly("--cpus=0.5", "--memory=512m", "--memory-swap=512m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "half", "0.001", "1,5"})
    void wrongCoresAreRefused(String cpus) {
        assertThatThrownBy(() -> new ContainerLimits(cpus, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cpus: got \"" + cpus + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "512mb", "lots", "1.5g"})
    void wrongMemoryIsRefused(String memory) {
        assertThatThrownBy(() -> new ContainerLimits("", memory))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("memory: got \"" + memory + "\"");
    }
}
