package timerbench.harness.experiment.paired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import oshi.SystemInfo;
import timerbench.harness.judge.gate.GateReport.Side;
import timerbench.harness.targets.ServiceContainer;
import timerbench.harness.targets.Target;
import timerbench.harness.targets.TargetClient;
import timerbench.harness.targets.TargetException;
import timerbench.harness.targets.TinyJar;
import timerbench.harness.targets.docker.Docker;
import timerbench.harness.targets.process.DatabaseException;
import timerbench.harness.targets.revision.Revisions;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

class GateSidesTest {
    private static final Map<String, String> MEMORY = Map.of("timerbench.database", "memory");

    @TempDir
    private Path folder;

    private GateSide of(String target, Map<String, String> overrides) {
        return new GateSides(Settings.load(), folder, said -> {}).of(target, overrides);
    }

    private static int ready(Target target) throws IOException {
        return new TargetClient(Map.of())
                .get(target.urls().get(0) + "/health/ready")
                .status();
    }

    /** Java's own handles leave out a command line as long as this. */
    private static List<String> commandLine(Target target) {
        long pid = target.processes().get("service").get(0).pid();
        return new SystemInfo()
                .getOperatingSystem()
                .getProcess(Math.toIntExact(pid))
                .getArguments();
    }

    @Test
    void anAddressIsAServiceThatRunsAlreadyAndGoesOnRunning() throws IOException {
        try (Target running = GateSide.of("running", Settings.load(), MEMORY).start()) {
            String address = running.urls().get(0);
            try (GateSide side = of(address, Map.of())) {
                assertThat(side.side())
                        .isEqualTo(new Side(address, Map.of("process", "found running, not started afresh")));
                try (Target target = side.start()) {
                    assertThat(target.urls()).containsExactly(address);
                    assertThat(target.processes()).isEmpty();
                }
            }
            assertThat(ready(running)).isEqualTo(200);
        }
    }

    @Test
    void anAddressWithAPasswordIsRefusedAndNotRepeated() {
        assertThatThrownBy(() -> of("https://user:s3cret@host", Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("API_TOKEN")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void aJarWithTheReferenceServiceIsRunAsThatWithSettingsOfItsOwn() throws IOException {
        Path jar = referenceJar();
        Map<String, String> overrides = new HashMap<>(MEMORY);
        overrides.put("timerbench.service.poolSize", "2");
        try (GateSide side = of("reference.jar", overrides);
                Target target = side.start()) {
            assertThat(ready(target)).isEqualTo(200);
            assertThat(commandLine(target))
                    .contains("-Dtimerbench.service.poolSize=2", "-Dtimerbench.service.database=memory")
                    .noneMatch(argument -> argument.startsWith("-Dtimerbench.database"))
                    .anyMatch(argument -> argument.contains(jar.toString()));
            assertThat(side.side().name()).isEqualTo("reference.jar");
            assertThat(target.description().text())
                    .isEqualTo("embedded reference.jar, sha256 "
                            + side.side().details().get("sha256"));
            assertThat(side.side().details())
                    .contains(
                            entry("service", "the reference service of the jar"),
                            entry("timerbench.service.poolSize", "2"));
        }
    }

    /** The classes of this checkout, but for those of the harness, which no service needs. */
    private Path referenceJar() throws IOException {
        Path classes = Path.of(GateSides.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        Path jar = folder.resolve("reference.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> all = Files.walk(classes)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = classes.relativize(file).toString();
                if (!name.startsWith("timerbench/harness/")) {
                    out.putNextEntry(new JarEntry(name));
                    Files.copy(file, out);
                }
            }
        }
        return jar;
    }

    @Test
    void anyOtherJarIsSomebodysOwnServiceAndStartedAfreshEachTime() throws IOException {
        TinyJar.in(folder);
        try (GateSide side = of("tiny.jar", MEMORY)) {
            assertThat(side.side().details()).contains(entry("service", "java -jar"));
            ProcessHandle first;
            try (Target target = side.start()) {
                assertThat(ready(target)).isEqualTo(200);
                first = target.processes().get("service").get(0);
            }
            assertThat(first.isAlive()).isFalse();
            try (Target target = side.start()) {
                assertThat(target.processes().get("service")).doesNotContain(first);
            }
        }
    }

    @Test
    void anExecutableFileIsSomebodysOwnServiceAndTwoBuildsOfItAreToldApart() throws IOException {
        Path script = TinyJar.script(folder, "exec");
        try (GateSide side = of("./tiny.sh", MEMORY)) {
            assertThat(side.side().name()).isEqualTo("./tiny.sh");
            assertThat(side.side().details())
                    .containsEntry("service", "a program")
                    .hasEntrySatisfying("sha256", hash -> assertThat(hash).matches("[0-9a-f]{12}"));
            try (Target target = side.start()) {
                assertThat(ready(target)).isEqualTo(200);
                assertThat(target.processes()).containsOnlyKeys("service");
            }
            Files.writeString(script, "# another build\n", StandardOpenOption.APPEND);
            assertThat(of("tiny.sh", MEMORY).side().details().get("sha256"))
                    .isNotEqualTo(side.side().details().get("sha256"));
        }
    }

    @Test
    void whatCannotBeStartedIsAnError() throws IOException {
        assertThatThrownBy(() -> of("missing.jar", Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessage("target: got \"missing.jar\", there is no file " + folder.resolve("missing.jar"));
        Path text = Files.writeString(folder.resolve("tiny.sh"), "exit");
        assertThatThrownBy(() -> of("tiny.sh", Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("target: got \"tiny.sh\", " + text + " is not executable");
    }

    @Test
    void theServiceOfThisCheckoutIsNoSide() {
        assertThatThrownBy(() -> of("embedded", Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessage(
                        "embedded cannot be a side of a gate; git:HEAD is the reference service of the last commit");
    }

    @Test
    void aRevisionThatThereIsNotIsAnError() {
        assertThatThrownBy(() -> of("git:no/such/branch", Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("git:no/such/branch: no such commit in ");
    }

    @Test
    void anUnknownSettingIsAnErrorBeforeAnythingIsBuilt() {
        List<String> progress = new ArrayList<>();
        GateSides sides = new GateSides(Settings.load(), folder, progress::add);
        assertThatThrownBy(() -> sides.of("git:HEAD", Map.of("timerbench.service.pollSize", "2")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("did you mean timerbench.service.poolSize?");
        assertThat(progress).isEmpty();
    }

    @Test
    void whatIsNoTargetIsAnErrorThatSaysWhatThereIs() {
        assertThatThrownBy(() -> of("two words", Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("target: got \"two words\", wanted ")
                .hasMessageEndingWith("git:REV");
    }

    @Test
    void anyOtherNameIsAContainerImage() {
        String image = Docker.image("TIMER_BENCH_JRE_IMAGE", ServiceContainer.IMAGE);
        try (GateSide side = of(image, MEMORY)) {
            assertThat(side.side().name()).isEqualTo(image);
            assertThat(side.side().details())
                    .containsEntry("service", "a container image")
                    .hasEntrySatisfying("sha256", id -> assertThat(id).matches("[0-9a-f]{12}"));
        }
    }

    @Test
    void anImageThatIsNotToBeHadSaysWhyItIsTakenForOne() {
        assertThatThrownBy(() -> of("localhost:9/no/such:image", Map.of()))
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith(
                        "localhost:9/no/such:image is no address, jar or executable file, so it is taken for a"
                                + " container image: ");
    }

    @Test
    void settingsOfTheReferenceServiceAreRefusedWhereNobodyReadsThem() throws IOException {
        TinyJar.in(folder);
        Map<String, String> overrides = Map.of("timerbench.service.poolSize", "2");
        for (String target : List.of("http://127.0.0.1:1", "./tiny.jar")) {
            assertThatThrownBy(() -> of(target, overrides))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining("timerbench.service.poolSize: " + target);
        }
    }

    @Test
    void aRevisionOfAnotherRepositoryIsWhatItsCommandBuilt() throws Exception {
        Path repository = Files.createDirectory(folder.resolve("repository"));
        Files.writeString(repository.resolve("README"), "a service");
        git(repository, "init", "-q");
        git(repository, "add", "-A");
        git(repository, "-c", "user.name=tests", "-c", "user.email=tests@localhost", "commit", "-q", "-m", "first");
        Revisions revisions = Revisions.of(repository, "echo 'exec sleep 9' > run; chmod +x run", said -> {});
        GateSides sides = new GateSides(Settings.load(), folder, said -> {});
        try (GateSide side = sides.of(revisions, "HEAD", "run")) {
            assertThat(side.side().name()).isEqualTo("git:HEAD");
            assertThat(side.side().details())
                    .containsEntry("subject", "first")
                    .containsEntry("service", "a program")
                    .containsKeys("commit", "sha256");
        }
        assertThatThrownBy(() -> sides.of(revisions, "HEAD", "walk"))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("git:HEAD, built: ")
                .hasMessageContaining("there is no file");
    }

    private static void git(Path repository, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git", "-C", repository.toString()));
        command.addAll(List.of(arguments));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
