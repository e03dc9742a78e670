package timerbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher in a checkout of its own, with a {@code java} and a {@code mvn} on the path that only print. */
class LauncherTest {
    private static final String JAVA = """
            #!/bin/sh
            echo "locale=${LC_ALL:-}"
            echo "folder=$(pwd -P)"
            echo "from=$TIMER_BENCH_CALLED_FROM"
            printf 'argument=%s\\n' "$@"
            """;

    /** Leaves the class path where it is told to. */
    private static final String MAVEN = """
            #!/bin/sh
            echo run >> target/maven
            for argument in "$@"; do
              case $argument in -Dmdep.outputFile=*) printf some.jar > "${argument#*=}" ;; esac
            done
            """;

    private record Ended(int exitCode, List<String> lines) {}

    @TempDir
    private Path temp;

    private Path tools;
    private Path checkout;

    @BeforeEach
    void makeACheckout() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs a /bin/sh");
        temp = temp.toRealPath();
        tools = Files.createDirectory(temp.resolve("tools"));
        script(tools.resolve("java"), JAVA);
        script(tools.resolve("mvn"), MAVEN);
        checkout = checkout("checkout");
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Path checkout(String name) throws IOException {
        Path root = Files.createDirectories(temp.resolve(name));
        Files.copy(Path.of("timer-bench"), root.resolve("timer-bench"));
        Files.createDirectories(root.resolve("src"));
        Files.createDirectories(root.resolve("scripts"));
        for (String script :
                List.of("build-image.sh", "db-comparison.sh", "generate-report.sh", "regression-check.sh")) {
            Files.copy(Path.of("scripts", script), root.resolve("scripts").resolve(script));
        }
        Files.writeString(root.resolve("pom.xml"), "");
        Files.writeString(root.resolve("gatling.conf"), "");
        return root;
    }

    private Ended run(Path folder, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("/bin/sh"));
        words.addAll(List.of(command));
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("PATH", tools + ":" + System.getenv("PATH"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        return new Ended(process.waitFor(), lines);
    }

    private List<String> lines(String... command) throws IOException, InterruptedException {
        Ended ended = run(temp, Map.of(), command);
        assertThat(ended.exitCode()).as("%s", ended.lines()).isZero();
        return ended.lines();
    }

    @Test
    void theCommandRunsInTheCheckoutAndKnowsWhereItWasCalled() throws Exception {
        assertThat(lines("checkout/timer-bench", "gate", "two words", ""))
                .contains("folder=" + checkout, "from=" + temp)
                .endsWith(
                        "argument=timerbench.harness.cli.TimerBench",
                        "argument=gate",
                        "argument=two words",
                        "argument=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "-dash", "Prüfstand", "it's \"$HOME\""})
    void theCheckoutMayHaveAnyName(String name) throws Exception {
        Path root = checkout(name);
        assertThat(lines(root.resolve("timer-bench").toString())).contains("folder=" + root);
        assertThat(run(temp, Map.of(), "--", name + "/timer-bench").lines()).contains("folder=" + root);
    }

    @Test
    void theCommandFindsItsCheckoutThroughLinks() throws Exception {
        Path bin = Files.createDirectories(temp.resolve("home/bin"));
        Path absolute = Files.createSymbolicLink(bin.resolve("tb"), checkout.resolve("timer-bench"));
        Files.createSymbolicLink(bin.resolve("again"), Path.of("tb"));
        Path far = Files.createSymbolicLink(temp.resolve("far"), Path.of("home/bin/again"));
        Path folder = Files.createSymbolicLink(temp.resolve("alias"), Path.of("checkout"));
        for (Path link : List.of(absolute, far, folder.resolve("timer-bench"))) {
            assertThat(lines(link.toString())).as("%s", link).contains("folder=" + checkout);
        }
    }

    @ParameterizedTest
    @CsvSource({"db-comparison.sh,compare", "generate-report.sh,report", "regression-check.sh,gate"})
    void theScriptsFindTheirCheckoutThroughLinks(String script, String command) throws Exception {
        Path link = Files.createSymbolicLink(
                temp.resolve("-link"), checkout.resolve("scripts").resolve(script));
        Path other = Files.createDirectories(temp.resolve("other/checkout"));
        Map<String, String> cdPath = Map.of("CDPATH", other.getParent().toString());
        for (String called : List.of(link.toString(), "checkout/scripts/" + script)) {
            assertThat(run(temp, cdPath, called).lines())
                    .contains("folder=" + checkout, "from=" + temp, "argument=" + command);
        }
        assertThat(run(temp, cdPath, "--", "-link").lines()).contains("folder=" + checkout);
    }

    @Test
    void anImageIsBuiltFromTheCompiledClassesAndTheJarsOfTheClassPath() throws Exception {
        script(tools.resolve("docker"), JAVA);
        Files.writeString(checkout.resolve("some.jar"), "");
        Files.createFile(
                Files.createDirectories(checkout.resolve("target/classes")).resolve("Main.class"));
        Path simulations = Files.createDirectories(checkout.resolve("target/test-classes/simulations"));
        Files.createFile(simulations.resolve("Load.class"));
        Files.createFile(simulations.resolve("LoadTest.class"));
        Files.createDirectories(checkout.resolve("target/test-classes/golden"));
        Path link = Files.createSymbolicLink(temp.resolve("link"), checkout.resolve("scripts/build-image.sh"));
        assertThat(lines(link.toString(), "--build-arg", "BASE=a b"))
                .contains("folder=" + checkout)
                .endsWith(
                        "argument=build",
                        "argument=--tag",
                        "argument=timer-bench:local",
                        "argument=--build-arg",
                        "argument=BASE=a b",
                        "argument=.");
        Path image = checkout.resolve("target/image");
        assertThat(image.resolve("lib/some.jar")).exists();
        assertThat(image.resolve("classes/Main.class")).exists();
        assertThat(image.resolve("test-classes")).isDirectoryRecursivelyContaining("glob:**/simulations/Load.class");
        assertThat(image.resolve("test-classes/simulations/LoadTest.class")).doesNotExist();
        assertThat(image.resolve("test-classes/golden")).doesNotExist();
        assertThat(image.resolve("writable/results")).isEmptyDirectory();
    }

    @Test
    void twoJarsOfOneNameAreNotMadeOne() throws Exception {
        script(tools.resolve("mvn"), MAVEN.replace("printf some.jar", "printf a/some.jar:b/some.jar"));
        for (String folder : List.of("a", "b", "target/classes", "target/test-classes")) {
            Files.createDirectories(checkout.resolve(folder));
        }
        Files.writeString(checkout.resolve("a/some.jar"), "");
        Files.writeString(checkout.resolve("b/some.jar"), "");
        Ended ended = run(temp, Map.of(), "checkout/scripts/build-image.sh");
        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.lines()).endsWith("build-image: two jars are called some.jar");
    }

    @Test
    void cdPathLeadsNowhereElse() throws Exception {
        Path other = Files.createDirectories(temp.resolve("other/checkout")).getParent();
        assertThat(run(temp, Map.of("CDPATH", other.toString()), "checkout/timer-bench")
                        .lines())
                .contains("folder=" + checkout);
    }

    @Test
    void aLocaleOfAnotherCharacterSetIsReplacedByOneOfUtf8() throws Exception {
        script(tools.resolve("locale"), """
                #!/bin/sh
                case $1 in -a) printf 'C\\nPOSIX\\nen_US.utf8\\n' ;; *) echo ANSI_X3.4-1968 ;; esac
                """);
        assertThat(run(temp, Map.of("LC_ALL", "C"), "checkout/timer-bench").lines())
                .contains("locale=en_US.utf8");
    }

    @Test
    void aLocaleOfUtf8IsLeftAsItIs() throws Exception {
        script(tools.resolve("locale"), "#!/bin/sh\necho UTF-8\n");
        assertThat(run(temp, Map.of("LC_ALL", "tr_TR.UTF-8"), "checkout/timer-bench")
                        .lines())
                .contains("locale=tr_TR.UTF-8");
    }

    @Test
    void sourcesAreCompiledOnceUntilTheyChange() throws Exception {
        lines("checkout/timer-bench");
        assertThat(lines("checkout/timer-bench")).doesNotContain("timer-bench: compiling …");
        assertThat(Files.readAllLines(checkout.resolve("target/maven"))).hasSize(1);
        assertThat(checkout.resolve("target/timer-bench.compiling")).doesNotExist();
    }

    @Test
    void commandsThatAreGivenAtOnceCompileOnce() throws Exception {
        String both = "checkout/timer-bench > one & checkout/timer-bench > two & wait";
        assertThat(run(temp, Map.of(), "-c", "/bin/sh " + both.replace("& checkout", "& /bin/sh checkout"))
                        .lines())
                .containsOnlyOnce("timer-bench: compiling …");
        assertThat(Files.readAllLines(checkout.resolve("target/maven"))).hasSize(1);
        assertThat(Files.readAllLines(temp.resolve("one"))).contains("folder=" + checkout);
        assertThat(Files.readAllLines(temp.resolve("two"))).contains("folder=" + checkout);
    }

    @Test
    void aCommandThatWasKilledWhileItCompiledIsNotWaitedFor() throws Exception {
        Process gone = new ProcessBuilder("/bin/sh", "-c", "exit 0").start();
        gone.waitFor();
        Files.createDirectories(checkout.resolve("target"));
        Files.createSymbolicLink(checkout.resolve("target/timer-bench.compiling"), Path.of(Long.toString(gone.pid())));
        assertThat(lines("checkout/timer-bench")).contains("timer-bench: compiling …", "folder=" + checkout);
    }

    @Test
    void aFailureToCompileIsShownAndLeavesNoClassPath() throws Exception {
        script(tools.resolve("mvn"), "#!/bin/sh\necho 'no such symbol'\nexit 1\n");
        Ended ended = run(temp, Map.of(), "checkout/timer-bench");
        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.lines()).containsExactly("timer-bench: compiling …", "no such symbol");
        assertThat(checkout.resolve("target")).isEmptyDirectory();
    }
}
