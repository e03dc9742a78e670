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

/** The folders and jars of a class path, for a JVM that sees them elsewhere: those that a jar's manifest adds, too. */
final class ClassPathFiles {
    private ClassPathFiles() {}

    /** Returns those that exist, in their order, by absolute paths. */
    static List<Path> of(String classPath) {
        Set<Path> files = new LinkedHashSet<>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            add(Path.of(entry).toAbsolutePath().normalize(), files);
        }
        return List.copyOf(files);
    }

    /** Returns the jars among them, without those that would bring folders along by their manifests. */
    static List<Path> jarsOf(String classPath) {
        return of(classPath).stream()
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
            throw new TargetException("the class path holds " + jar + ", which is no jar: " + e.getMessage(), e);
        }
    }
}
