package timerbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script in a checkout whose command line prints what it is given. */
class RegressionCheckTest {
    private static final Path SCRIPT = Path.of("scripts", "regression-check.sh");

    @TempDir
    private Path root;

    @BeforeEach
    void makeACheckout() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs a /bin/sh");
        Files.createDirectories(root.resolve("scripts"));
        Files.copy(SCRIPT, root.resolve(SCRIPT));
        Path command = Files.writeString(root.resolve("timer-bench"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\nexit 4\n");
        assertThat(command.toFile().setExecutable(true)).isTrue();
    }

    private List<String> given(String... options) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("/bin/sh", root.resolve(SCRIPT).toString()));
        command.addAll(List.of(options));
        Process script = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(script.waitFor()).as("exit code is the gate's").isEqualTo(4);
        return lines;
    }

    private String at(String path) throws IOException {
        return root.toRealPath().resolve(path).toString();
    }

    @Test
    void latestIsHeldAgainstTheBaselineOfTheCheckoutWhereverItIsCalledFrom() throws Exception {
        assertThat(given())
                .containsExactly("gate", "--baseline", at("results/baseline.json"), "--current", at("results/latest"));
    }

    @Test
    void whatIsGivenTakesThePlaceOfTheDefaultAndOtherOptionsArePassedOn() throws Exception {
        assertThat(given("--current", "my run", "--p95", "1.5"))
                .containsExactly(
                        "gate", "--baseline", at("results/baseline.json"), "--current", "my run", "--p95", "1.5");
        assertThat(given("--baseline=b.json"))
                .containsExactly("gate", "--current", at("results/latest"), "--baseline=b.json");
        assertThat(given("--baseline", "b", "--current=c")).containsExactly("gate", "--baseline", "b", "--current=c");
    }

    @Test
    void theScriptCanBeRunAsItIs() {
        assertThat(SCRIPT).isExecutable();
    }
}
