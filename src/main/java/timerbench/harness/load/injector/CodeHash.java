package timerbench.harness.load.injector;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Hash of the classes that a process runs, so that injectors of another version are found out. */
public final class CodeHash {
    private CodeHash() {}

    /**
     * Returns the SHA-256 of all classes beside this one, and of those beside the simulation, in hexadecimal digits.
     * Tests are left out: an image has none.
     *
     * @throws IOException if they cannot be read
     */
    public static String of(Class<?> simulation) throws IOException {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            add(hash, root(CodeHash.class).resolve("timerbench"));
            add(hash, root(simulation).resolve(simulation.getPackageName().replace('.', '/')));
            return HexFormat.of().formatHex(hash.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // Every Java platform has it.
        }
    }

    private static Path root(Class<?> type) throws IOException {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IOException("classes of " + type.getName() + ": " + e.getMessage(), e);
        }
    }

    private static void add(MessageDigest hash, Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> classes = all.filter(
                            file -> isOfTheSuite(file.getFileName().toString()))
                    .sorted()
                    .toList();
            for (Path file : classes) {
                hash.update(folder.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                hash.update(Files.readAllBytes(file));
            }
        }
    }

    private static boolean isOfTheSuite(String name) {
        return name.endsWith(".class") && !name.contains("Test");
    }
}
