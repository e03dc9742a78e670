package timerbench.harness.targets;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import timerbench.harness.run.RunTarget.Build;

/**
 * The code of the reference service. Code of another checkout may be older, and refuse settings that it does not
 * know: it gets only the service's settings that were set, and no others.
 *
 * @param classPath the class path for {@code java}
 * @param isOwn whether it is the code of this process
 * @param build the file with the code, if it is one that a user gave
 */
public record ServiceCode(String classPath, boolean isOwn, Optional<Build> build) {
    /** Returns the code of this process. */
    public static ServiceCode own() {
        return new ServiceCode(System.getProperty("java.class.path"), true, Optional.empty());
    }

    /**
     * Returns the code in these folders and jars. It gets the logging configuration of this process, because a
     * service that logs more is slower.
     */
    public static ServiceCode of(List<Path> classPath) {
        return new ServiceCode(
                Stream.concat(Stream.of(logging()), classPath.stream())
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator)),
                false,
                Optional.empty());
    }

    private static Path logging() {
        return files(System.getProperty("java.class.path")).stream()
                .map(entry -> entry.resolve("logging"))
                .filter(folder -> Files.exists(folder.resolve("logback-test.xml")))
                .findFirst()
                .orElseThrow(() -> new TargetException("the class path has no folder with logging/logback-test.xml"));
    }

    /** Returns the code of a jar without dependencies. The dependencies of this process are added. */
    public static ServiceCode inJar(Path jar) {
        List<Path> dependencies = jars(System.getProperty("java.class.path"));
        return of(Stream.concat(Stream.of(jar), dependencies.stream()).toList());
    }

    /** Returns this code, from a file that a user gave. */
    ServiceCode as(Build known) {
        return new ServiceCode(classPath, isOwn, Optional.of(known));
    }

    /**
     * Returns the folders and jars of the class path, for a JVM that sees them at other paths. They include those
     * that the manifest of a jar adds. Missing files are left out; paths are absolute.
     */
    List<Path> files() {
        return files(classPath);
    }

    private static List<Path> files(String classPath) {
        Set<Path> files = new LinkedHashSet<>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            add(Path.of(entry).toAbsolutePath().normalize(), files);
        }
        return List.copyOf(files);
    }

    /** Returns the jars among the files, without those whose manifest adds folders. */
    private static List<Path> jars(String classPath) {
        return files(classPath).stream()
                .filter(file -> !Files.isDirectory(file))
                .filter(jar -> linked(jar).stream().noneMatch(Files::isDirectory))
                .toList();
    }

    private static void add(Path file, Set<Path> files) {
        if (Files.exists(file) && files.add(file) && !Files.isDirectory(file)) {
            linked(file).forEach(linked -> add(linked, files));
        }
    }

    private static List<Path> linked(Path jar) {
        return links(jar).stream()
                .map(link -> jar.toUri().resolve(link))
                .filter(target -> "file".equals(target.getScheme()))
                .map(Path::of)
                .toList();
    }

    private static List<String> links(Path jar) {
        try (JarFile opened = new JarFile(jar.toFile())) {
            return Optional.ofNullable(opened.getManifest())
                    .map(Manifest::getMainAttributes)
                    .map(attributes -> attributes.getValue(Attributes.Name.CLASS_PATH))
                    .map(links -> List.of(links.strip().split("\\s+")))
                    .orElse(List.of());
        } catch (IOException e) {
            throw new TargetException("the class path contains " + jar + ", which is not a jar: " + e.getMessage(), e);
        }
    }
}
