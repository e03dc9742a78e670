package timerbench.harness.targets.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.address.HostPort;

class ToxiproxySettingsTest {
    @TempDir
    private Path folder;

    private Path program(String name) throws Exception {
        Path file = Files.createFile(folder.resolve(name));
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    @Test
    void theFirstProgramOnThePathIsTaken() throws Exception {
        Path found = program("toxiproxy-server");

        assertThat(new ToxiproxySettings("", "").program(List.of(folder.resolve("none"), folder)))
                .contains(found);
    }

    @Test
    void aProgramThatIsSetComesBeforeThePath() throws Exception {
        Path set = program("another");
        program("toxiproxy-server");

        assertThat(new ToxiproxySettings(set.toString(), "").program(List.of(folder)))
                .contains(set);
    }

    @Test
    void aFileThatIsNoProgramIsRefused() {
        assertThatThrownBy(() -> new ToxiproxySettings(folder.resolve("none").toString(), ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("server: there is no program " + folder.resolve("none"));
    }

    @Test
    void withoutAProgramAndAnImageTheRefusalSaysHowToGetOne() {
        assertThat(ToxiproxySettings.complaint(false, ""))
                .hasValueSatisfying(complaint -> assertThat(complaint)
                        .contains("no toxiproxy-server on the PATH")
                        .contains("timerbench.toxiproxy.image is empty")
                        .contains("https://github.com/Shopify/toxiproxy/releases")
                        .contains("timerbench.toxiproxy.server"));
        assertThat(ToxiproxySettings.complaint(true, "")).isEmpty();
    }

    @Test
    void aContainerListensOnLoopbackOfTheMachine() {
        assertThat(String.join(
                        " ",
                        ToxiproxyServer.contained(
                                "toxi:1", "mine", new HostPort("127.0.0.1", 8474), "unix:///run/docker.sock")))
                .isEqualTo("env DOCKER_HOST=unix:///run/docker.sock docker run --rm --name mine --pull=never"
                        + " --network=host --label timer-bench=toxiproxy --label timer-bench.owner=mine toxi:1"
                        + " -host 127.0.0.1 -port 8474");
    }
}
