package timerbench.harness.targets.database;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import timerbench.harness.targets.process.DatabaseException;

/**
 * Programs that Maven fetches on first use into its local repository. They are never part of this project's class
 * path. Their dependencies are in {@code databases/<name>.xml}.
 */
public final class Artifacts {
    private Artifacts() {}

    /**
     * Returns the files of the program's class path.
     *
     * @param name of the program and of its file
     * @throws DatabaseException if Maven cannot fetch them; the message contains its errors
     */
    public static List<Path> classPath(String name) {
        try {
            Path folder = Files.createTempDirectory("timer-bench-" + name + "-classpath-");
            try {
                return resolve(name, folder);
            } finally {
                try (Stream<Path> files = Files.list(folder)) {
                    for (Path file : files.toList()) {
                        Files.delete(file);
                    }
                }
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new DatabaseException("the class path of " + name + " could not be determined: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseException("interrupted while Maven fetched " + name, e);
        }
    }

    private static List<Path> resolve(String name, Path folder) throws IOException, InterruptedException {
        Path pom = folder.resolve("pom.xml");
        try (InputStream description = Artifacts.class.getResourceAsStream("/databases/" + name + ".xml")) {
            Files.copy(description, pom, StandardCopyOption.REPLACE_EXISTING);
        }
        Path list = folder.resolve("classpath");
        Path log = folder.resolve("log");
        Process maven = new ProcessBuilder(
                        maven(),
                        "-B",
                        "-q",
                        "-f",
                        pom.toString(),
                        "dependency:build-classpath",
                        "-Dmdep.outputFile=" + list,
                        "-Dmdep.pathSeparator=\n")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (maven.waitFor() != 0) {
            throw new DatabaseException(
                    name + " could not be fetched by Maven; without a network, run it once with one:\n"
                            + errors(Files.readString(log, StandardCharsets.UTF_8)));
        }
        return Files.readAllLines(list).stream()
                .filter(line -> !line.isBlank())
                .map(Path::of)
                .toList();
    }

    private static String errors(String log) {
        return log.lines().filter(line -> line.startsWith("[ERROR]")).limit(3).collect(Collectors.joining("\n"));
    }

    /** Returns Maven's command: the machine's, or else the wrapper at the project's root. */
    private static String maven() {
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        String command = windows ? "mvn.cmd" : "mvn";
        boolean installed = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
        return installed
                ? command
                : Path.of(windows ? "mvnw.cmd" : "mvnw").toAbsolutePath().toString();
    }
}
