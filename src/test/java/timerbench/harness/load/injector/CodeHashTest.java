package timerbench.harness.load.injector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeHashTest {
    @TempDir
    private Path folder;

    /** Loads this class from a folder of its own, as if it were a simulation. */
    private Class<?> simulation() throws IOException, ReflectiveOperationException {
        String file = CodeHashTest.class.getName().replace('.', '/') + ".class";
        Path copy = folder.resolve(file);
        Files.createDirectories(copy.getParent());
        try (InputStream original = CodeHashTest.class.getClassLoader().getResourceAsStream(file)) {
            Files.write(copy, original.readAllBytes());
        }
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            return loader.loadClass(CodeHashTest.class.getName());
        }
    }

    private void put(String name, String text) throws IOException {
        Path file = folder.resolve(CodeHashTest.class.getPackageName().replace('.', '/'))
                .resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void aHashChangesWithEachClassBesideTheSimulationAndNothingElse() throws IOException, ReflectiveOperationException {
        Class<?> simulation = simulation();
        String hash = CodeHash.of(simulation);
        assertThat(hash).matches("[0-9a-f]{64}");
        assertThat(CodeHash.of(simulation)).isEqualTo(hash);

        put("SomeTest.class", "a test, which an image does not have");
        put("notes.txt", "no class");
        assertThat(CodeHash.of(simulation)).isEqualTo(hash);

        put("support/Rates.class", "one");
        String one = CodeHash.of(simulation);
        assertThat(one).isNotEqualTo(hash);
        put("support/Rates.class", "other");
        String other = CodeHash.of(simulation);
        assertThat(other).isNotIn(hash, one);

        put("support/Rates.class", "one");
        assertThat(CodeHash.of(simulation)).isEqualTo(one);
        Files.delete(folder.resolve(CodeHashTest.class.getPackageName().replace('.', '/'))
                .resolve("support/Rates.class"));
        put("support/Renamed.class", "one");
        assertThat(CodeHash.of(simulation)).isNotEqualTo(one);
    }
}
