package timerbench.harness.targets;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the code of the reference service comes from. Code that is not this checkout's may be older, and refuse settings
 * that it does not know: it is handed those of the service that were set, and no others.
 *
 * @param classPath as {@code java} is given it
 * @param isOwn whether it is this process's
 */
public record ServiceCode(String classPath, boolean isOwn) {
    /** Returns that of this process. */
    public static ServiceCode own() {
        return new ServiceCode(System.getProperty("java.class.path"), true);
    }

    /** Returns that of these folders and jars, which logs what this process's does: a service that logs more is slower. */
    public static ServiceCode of(List<Path> classPath) {
        return new ServiceCode(
                Stream.concat(Stream.of(logging()), classPath.stream())
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator)),
                false);
    }

    private static Path logging() {
        return ClassPathFiles.of(System.getProperty("java.class.path")).stream()
                .map(entry -> entry.resolve("logging"))
                .filter(folder -> Files.exists(folder.resolve("logback-test.xml")))
                .findFirst()
                .orElseThrow(() -> new TargetException("the class path has no folder with logging/logback-test.xml"));
    }

    /** Returns that of a jar which holds no dependencies: they are this process's. */
    public static ServiceCode inJar(Path jar) {
        List<Path> dependencies = ClassPathFiles.jarsOf(System.getProperty("java.class.path"));
        return of(Stream.concat(Stream.of(jar), dependencies.stream()).toList());
    }
}
