package timerbench.harness.targets.database.cassandra;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import timerbench.harness.targets.process.DatabaseException;

/** Finds a Java 17, the only version that Cassandra 5 runs on. */
final class Java17 {
    private static final String VARIABLE = "JAVA17_HOME";

    /** The places of the packages of Linux and macOS. */
    private static final List<Path> USUAL =
            List.of(Path.of("/usr/lib/jvm"), Path.of("/opt/java"), Path.of("/Library/Java/JavaVirtualMachines"));

    private Java17() {}

    /**
     * Returns the {@code java} command of the first Java 17 among this process's, that of {@code JAVA17_HOME}, and
     * those of the usual places.
     *
     * @throws DatabaseException if there is none; the message lists the places
     */
    static Path command() {
        return command(Path.of(System.getProperty("java.home")), Optional.ofNullable(System.getenv(VARIABLE)), USUAL);
    }

    static Path command(Path current, Optional<String> told, List<Path> usual) {
        List<Path> homes = new ArrayList<>(List.of(current));
        told.filter(home -> !home.isEmpty()).map(Path::of).ifPresent(homes::add);
        usual.forEach(folder -> homes.addAll(homesIn(folder)));
        return homes.stream()
                .filter(Java17::is17)
                .map(Java17::java)
                .findFirst()
                .orElseThrow(() -> new DatabaseException("Cassandra runs on Java 17 only, and none of these is one: "
                        + homes.stream().map(Path::toString).collect(Collectors.joining(", "))
                        + "; install one, or set the environment variable " + VARIABLE + " to its place"));
    }

    private static List<Path> homesIn(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of(folder);
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> entry.getFileName().toString().contains("17"))
                    .map(entry -> entry.resolve("Contents/Home"))
                    .map(mac -> Files.isDirectory(mac) ? mac : mac.getParent().getParent())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new DatabaseException(folder + " cannot be listed: " + e.getMessage(), e);
        }
    }

    private static Path java(Path home) {
        return home.resolve("bin").resolve("java");
    }

    private static boolean is17(Path home) {
        Path release = home.resolve("release");
        if (!Files.isExecutable(java(home)) || !Files.isReadable(release)) {
            return false;
        }
        try {
            return Files.readString(release, StandardCharsets.UTF_8).contains("JAVA_VERSION=\"17");
        } catch (IOException e) {
            throw new DatabaseException(release + " cannot be read: " + e.getMessage(), e);
        }
    }
}
