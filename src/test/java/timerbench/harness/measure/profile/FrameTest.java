package timerbench.harness.measure.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameTest {
    private static final OwnCode OWN = OwnCode.of("org.example.app.Main --port 80", Path.of(""));
    private static final Frame ARRAY_COPY = new Frame("java.util.Arrays", "copyOf");
    private static final Frame DRIVER = new Frame("org.postgresql.Driver", "query");
    private static final Frame STORE = new Frame("org.example.store.Store$Reader", "read");
    private static final Frame MAIN = new Frame("org.example.app.Main", "main");
    private static final Frame THREAD = new Frame("java.lang.Thread", "run");

    private static Site site(Frame... stack) {
        return Site.of(List.of(stack), OWN);
    }

    @Test
    void whatTheServiceCallsCountsForItsOwnMethod() {
        assertThat(site(ARRAY_COPY, DRIVER, STORE, MAIN, THREAD))
                .isEqualTo(new Site("Store.Reader.read", List.of("Main.main")));
    }

    @Test
    void withoutTheServicesOwnCodeTheInnermostMethodOfALibraryCounts() {
        assertThat(site(ARRAY_COPY, DRIVER, THREAD).method()).isEqualTo("Driver.query");
    }

    @Test
    void withNothingButTheJdkItsInnermostMethodCounts() {
        assertThat(site(ARRAY_COPY, THREAD).method()).isEqualTo("Arrays.copyOf");
    }

    @Test
    void onlyTheNearestCallersAreNamedEachOnce() {
        Frame a = new Frame("org.example.A", "a");
        Frame b = new Frame("org.example.B", "b");
        Frame c = new Frame("org.example.C", "c");

        assertThat(site(STORE, STORE, a, THREAD, a, b, c, MAIN).callers()).containsExactly("A.a", "B.b", "C.c");
    }

    @Test
    void ownCodeIsBelowTheFirstTwoNamesOfTheMainClass() {
        assertThat(OWN.packages()).hasValue("org.example.");
        assertThat(OwnCode.of("example.Main", Path.of("")).packages()).hasValue("example.");
        assertThat(OwnCode.of("a.module/org.example.Main", Path.of("")).packages())
                .hasValue("org.example.");
    }

    @Test
    void aClassWithoutPackageAndALauncherSayNothingAboutOwnCode() {
        assertThat(OwnCode.of("Main", Path.of("")).packages()).isEmpty();
        assertThat(OwnCode.of("org.springframework.boot.loader.JarLauncher", Path.of(""))
                        .packages())
                .isEmpty();
    }

    @Test
    void aJarNamesItsMainClass(@TempDir Path folder) throws IOException {
        jar(folder.resolve("plain.jar"), "Main-Class", "org.example.Main");
        jar(folder.resolve("boot.jar"), "Start-Class", "com.acme.timers.App");

        assertThat(OwnCode.of("plain.jar", folder).packages()).hasValue("org.example.");
        assertThat(OwnCode.of("boot.jar --verbose", folder).packages()).hasValue("com.acme.");
        assertThat(OwnCode.of("missing.jar", folder).packages()).isEqualTo(Optional.empty());
    }

    private static void jar(Path file, String name, String value) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue(name, value);
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            jar.finish();
        }
    }
}
