package timerbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import timerbench.harness.load.Simulations;

/** The launcher in a compiled checkout, with the real Java. */
class LaunchedTest {
    private record Ended(int exitCode, String out, String err) {}

    private static final String CHECKOUT = "ein Prüfstand";

    @TempDir
    private static Path given;

    private static Path temp;

    /** Makes a checkout that has been compiled: its classes are those of this one. */
    @BeforeAll
    static void makeACheckout() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs a /bin/sh");
        temp = given.toRealPath();
        Path root = Files.createDirectories(temp.resolve(CHECKOUT));
        Files.copy(Path.of("timer-bench"), root.resolve("timer-bench"));
        Files.copy(Path.of("pom.xml"), root.resolve("pom.xml"));
        Files.copy(Path.of("gatling.conf"), root.resolve("gatling.conf"));
        Files.createDirectories(root.resolve("src"));
        Path target = Files.createDirectories(root.resolve("target"));
        copy(Path.of("target", "classes"), target.resolve("classes"));
        copy(Path.of("target", "test-classes"), target.resolve("test-classes"));
        Files.writeString(
                target.resolve("timer-bench.classpath"),
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                        .filter(entry -> entry.endsWith(".jar"))
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .collect(Collectors.joining(File.pathSeparator)));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Files.copy(each, to.resolve(from.relativize(each)));
            }
        }
    }

    private Ended run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        Path err = temp.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(temp.toFile()).redirectError(err.toFile());
        builder.environment()
                .put("PATH", Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH"));
        builder.environment().put("TIMER_BENCH_JVM_ARGS", "-XX:TieredStopAtLevel=1 -Xshare:auto");
        builder.environment().putAll(environment);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), out, Files.readString(err));
    }

    private void assertListed(Ended ended) {
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.out().lines()).containsExactlyElementsOf(Simulations.names());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bin/sh", "/bin/dash", "/bin/bash"})
    void everyShellRunsItInAFolderWithSpacesAndUmlauts(String shell) throws Exception {
        assumeTrue(Files.isExecutable(Path.of(shell)), "there is no " + shell);
        assertListed(run(Map.of(), shell, temp + "/" + CHECKOUT + "/timer-bench", "list", "--names"));
    }

    @Test
    void aTraceOfTheShellChangesNothing() throws Exception {
        Ended traced = run(Map.of(), "/bin/sh", "-x", CHECKOUT + "/timer-bench", "list", "--names");
        assertListed(traced);
        assertThat(traced.err()).contains("+ exec java");
    }

    @Test
    void aLinkLeadsToTheCheckoutWhateverFoldersAreSearched() throws Exception {
        Path bin = Files.createDirectories(temp.resolve("my bin"));
        Files.createSymbolicLink(bin.resolve("tb"), temp.resolve(CHECKOUT).resolve("timer-bench"));
        Files.createDirectories(temp.resolve("other/my bin"));
        assertListed(run(Map.of("CDPATH", temp.resolve("other").toString()), "my bin/tb", "list", "--names"));
    }

    @Test
    void aPathWithUmlautsIsUnderstoodUnderAnyLocaleFromWhereItWasGiven() throws Exception {
        Ended ended = run(Map.of("LC_ALL", "C"), CHECKOUT + "/timer-bench", "report", "--input", "Läufe/neu 1");
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("there is no run at " + temp + "/Läufe/neu 1;");
    }

    @Test
    void aCheckoutWithAColonInItsPathIsRefused() throws Exception {
        Path root = Files.createDirectories(temp.resolve("check:out"));
        Files.copy(Path.of("timer-bench"), root.resolve("timer-bench"));
        Ended ended = run(Map.of(), "check:out/timer-bench", "list");
        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.err())
                .isEqualTo("timer-bench: move the checkout to a path without a colon; Java would split " + root
                        + " in two\n");
    }
}
