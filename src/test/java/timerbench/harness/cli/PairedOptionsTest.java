package timerbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class PairedOptionsTest {
    private static PairedOptions options(String... arguments) {
        PairedOptions options = new PairedOptions();
        new CommandLine(options).parseArgs(arguments);
        return options;
    }

    @Test
    void theCommandLineMakesTheSameAgain() {
        PairedOptions options = options(
                "--pairs", "9", "--dialect", "my own.conf", "--seed", "4711", "-D", "gate.jvmArgs=-Xmx1g -Da=it's");
        assertThat(options.commandLine())
                .isEqualTo("--profile gate --pairs 9 --dialect 'my own.conf' --seed 4711"
                        + " -D 'gate.jvmArgs=-Xmx1g -Da=it'\\''s'");
    }

    @Test
    void whatIsGivenGoesOverTheProfile() {
        assertThat(options("--profile", "smoke", "--pairs", "9", "--dialect", "mine.conf", "-D", "database=memory")
                        .settings())
                .containsEntry("timerbench.profile", "smoke")
                .containsEntry("timerbench.gate.pairs", "9")
                .containsEntry("timerbench.dialect", "mine.conf")
                .containsEntry("timerbench.database", "memory");
    }
}
