package timerbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.targets.TruthServer;
import timerbench.harness.targets.TruthServer.Reply;
import timerbench.harness.targets.dialect.Dialect;

class DialectCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(String... args) {
        return TimerBench.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
    }

    private int check(String dialect, String target) {
        return execute("dialect", "check", dialect, "--target", target);
    }

    @Test
    void aServiceThatIsAsTheDialectSaysEndsWith0AndTheSimulationsThatCanBeRun() {
        try (TruthServer server = new TruthServer((operation, number) -> Reply.GOOD)) {
            assertThat(check("groups", server.url())).as("%s%s", out, err).isZero();
            assertThat(out.toString())
                    .startsWith("timer-bench: dialect groups on " + server.url() + "\n\nready: ok\n")
                    .contains("its callback: ok", "11 steps: 10 as the dialect says, 0 not, 1 skipped")
                    .containsPattern("CallbackSimulation +can be run\n");
        }
    }

    @Test
    void aServiceThatIsNotEndsWith1() throws IOException {
        Path file = Files.writeString(folder.resolve("own.conf"), """
                create { method = POST, path = "/none", done.status = 201 }
                create.body { id = "{timerId}", at = "{executeAt}", to = "{callbackUrl}" }
                """);
        try (TruthServer server = new TruthServer((operation, number) -> Reply.GOOD)) {
            assertThat(check(file.toString(), server.url())).isEqualTo(1);
            assertThat(out.toString())
                    .contains(
                            "create a timer due tomorrow: NOT AS THE DIALECT SAYS\n",
                            "not done (create.done): status 404 is not among 201\n",
                            "compare create.method and create.path with the service's documentation\n",
                            "its callback",
                            "cannot be run: the dialect has no callback\n");
        }
    }

    @Test
    void aServiceThatDoesNotAnswerEndsWith3() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThat(check("groups", "http://127.0.0.1:" + free)).isEqualTo(3);
        assertThat(err.toString())
                .isEqualTo("timer-bench: target http://127.0.0.1:" + free + " does not answer: connection refused\n");
    }

    @Test
    void whatIsNoAddressEndsWith2() {
        assertThat(check("groups", "localhost:8080")).isEqualTo(2);
        assertThat(check("groups", "http://u:s3cret@127.0.0.1")).isEqualTo(2);
        assertThat(execute("dialect", "check", "groups")).isEqualTo(2);
        assertThat(err.toString())
                .contains("--target: got \"localhost:8080\"", "Missing required option: '--target=")
                .doesNotContain("s3cret");
    }

    @Test
    void aFileThatThereIsNotEndsWith2() {
        assertThat(check("nosuch.conf", "http://127.0.0.1:9")).isEqualTo(2);
        assertThat(err.toString()).contains("nosuch.conf");
    }

    @Test
    void aNewDialectIsWrittenAndCanBeLoaded() {
        Path file = folder.resolve("mine.conf");
        assertThat(execute("dialect", "new", file.toString())).isZero();
        assertThat(Dialect.load(file.toString()).name()).isEqualTo("mine");
        assertThat(out.toString()).contains("dialect check " + file + " --target");
    }

    @Test
    void aFileThatExistsIsNotOverwritten() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.conf"), "mine");
        assertThat(execute("dialect", "new", file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains(file + " exists; it is not overwritten");
        assertThat(file).hasContent("mine");
    }

    @Test
    void withoutAFileTheSkeletonIsPrinted() throws IOException {
        assertThat(execute("dialect", "new")).isZero();
        assertThat(out.toString()).isEqualTo(Files.readString(Path.of("src/main/resources/skeletons/dialect.conf")));
    }

    @Test
    void theShippedDialectsAreListed() {
        assertThat(execute("dialect", "list")).isZero();
        assertThat(out.toString().lines()).containsExactlyElementsOf(Dialect.SHIPPED);
    }
}
