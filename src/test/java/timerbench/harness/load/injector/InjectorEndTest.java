package timerbench.harness.load.injector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InjectorEndTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | ended without its part",
                "3 | ended with exit code 3",
                "137 | ended with exit code 137, killed by SIGKILL",
                "143 | ended with exit code 143, killed by SIGTERM",
                "200 | ended with exit code 200",
            })
    void anExitCodeIsToldInWords(int exitCode, String words) {
        assertThat(new InjectorEnd(exitCode).text()).isEqualTo(words);
    }
}
