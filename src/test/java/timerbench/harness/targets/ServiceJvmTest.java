package timerbench.harness.targets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceJvmTest {
    private static String host(Map<String, String> settings) {
        return new ServiceJvm(ServiceCode.own(), List.of(), settings, Map.of()).host();
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 127.0.0.1", "::1, ::1", "0.0.0.0, 127.0.0.1", "::, ::1", "[::], ::1", "10.0.0.5, 10.0.0.5"})
    void itIsCalledWhereItListens(String listens, String called) {
        assertThat(host(Map.of("timerbench.service.host", listens))).isEqualTo(called);
    }

    @Test
    void itListensOnLoopbackUnlessItIsToldOtherwise() {
        assertThat(host(Map.of())).isEqualTo("127.0.0.1");
    }
}
