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

/** Finds a Java 17, the only one that Cassandra 5 runs on. */
final class Java17 {
    private static final String VARIABLE = "JAVA17_HOME";

    /** Where the packages of Linux and macOS put them. */
    private static final List<Path> USUAL =
            List.of(Path.of("/usr/lib/jvm"), Path.of("/opt/java"), Path.of("/Library/Java/JavaVirtualMachines"));

    private Java17() {}

    /**
     * Returns its {@code java}: that of this process, of {@code JAVA17_HOME}, or of a usual place, the first that is a 17.
     *
     * @throws DatabaseException if none is, with what was looked at
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
                        + "; install one, or let the environment variable " + VARIABLE + " tell where it is"));
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
