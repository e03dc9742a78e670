package timerbench.harness.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import timerbench.harness.run.RunTarget.Build;
import timerbench.harness.run.RunTarget.Kind;

class TargetFormTest {
    @TempDir
    private Path folder;

    private TargetForm of(String given) {
        return TargetForm.of(given, folder);
    }

    private void refused(String given, String why) {
        assertThatThrownBy(() -> of(given))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("target: got \"" + given + "\", " + why);
    }

    private Path script(String name) throws IOException {
        Path script = Files.writeString(folder.resolve(name), "exit\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script;
    }

    @Test
    void anExecutableFileIsAProgramWithOrWithoutASlash() throws IOException {
        Path script = script("kala");
        String around = "../" + folder.getFileName() + "/kala";
        for (String given : List.of("kala", "./kala", script.toString(), around)) {
            assertThat(of(given)).isEqualTo(new TargetForm.Foreign(new ForeignService.Program(given, script, folder)));
        }
        assertThat(of("./kala").build(Duration.ZERO))
                // printf 'exit\n' | sha256sum
                .contains(new Build("./kala", "9577a8bfed904bd55390ba203f1a233be1981b36fa945537eb3be5b2446de031"));
    }

    @Test
    void aFileThatIsNotExecutableIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("kala"), "exit\n");
        String why = file + " is not executable (chmod +x makes it so); a container image of that name would be"
                + " docker.io/library/kala";
        refused("kala", why);
        refused("./kala", why);
    }

    @Test
    void aPathWithoutAFileIsRefused() throws IOException {
        Files.createDirectory(folder.resolve("folder"));
        refused("./kala", "there is no file " + folder.resolve("kala"));
        refused("/no/such/kala", "there is no file /no/such/kala");
        refused("missing.jar", "there is no file " + folder.resolve("missing.jar"));
        refused("./folder", folder.resolve("folder") + " is a folder");
    }

    @Test
    void aJarIsToldApartByWhatIsInIt() throws IOException {
        Path tiny = TinyJar.in(folder);
        assertThat(of("tiny.jar")).isEqualTo(new TargetForm.Foreign(new ForeignService.Jar("tiny.jar", tiny, folder)));
        assertThat(of("tiny.jar").kind()).isEqualTo(Kind.JAR);
        Path text = Files.writeString(folder.resolve("text.jar"), "no jar");
        assertThatThrownBy(() -> of("text.jar"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("target: got \"text.jar\", " + text + " is no jar: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kala",
                "registry.example.org/team/kala",
                "localhost:5000/kala:1.2",
                "kala:42",
                "kala@sha256:0123456789012345678901234567890123456789012345678901234567890123"
            })
    void anyOtherNameIsAContainerImage(String name) {
        assertThat(of(name)).isEqualTo(new TargetForm.Foreign(new ForeignService.Image(name)));
        assertThat(of(name).kind()).isEqualTo(Kind.IMAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Head", "two words", "http:/host", "-x", "a//b"})
    void whatIsNothingOfThatIsRefusedWithWhatThereIs(String given) {
        refused(
                given,
                "wanted embedded, an address such as http://host:8080, the path of a jar or of an executable file, the"
                        + " name of a container image, or, in a paired gate, git:REV");
    }

    @Test
    void aRevisionIsForThePairedGate() {
        refused("git:HEAD", "which only the paired gate can build");
    }

    @Test
    void aPasswordInAnAddressIsNotRepeated() {
        assertThatThrownBy(() -> of("https://user:s3cret@host")).hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> of("user:s3cret@host")).hasMessageNotContaining("s3cret");
    }
}
