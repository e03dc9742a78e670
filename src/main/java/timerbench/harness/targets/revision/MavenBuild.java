package timerbench.harness.targets.revision;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import timerbench.harness.targets.ServiceCode;
import timerbench.harness.targets.TargetException;

/** Compiles what the service needs, and no more, with Maven. */
final class MavenBuild implements Build {
    /** As the script {@code timer-bench} chooses it; the wrapper is this checkout's, an older one may have none. */
    private static final String MAVEN =
            "wrapper=$1; shift; if command -v mvn > /dev/null; then exec mvn \"$@\"; else exec \"$wrapper\" \"$@\"; fi";

    private final Path wrapper;

    /** @param project whose Maven wrapper is used where there is no Maven */
    MavenBuild(Path project) {
        this.wrapper = project.toAbsolutePath().resolve("mvnw");
    }

    @Override
    public ServiceCode build(Worktree tree) {
        Path dependencies = tree.beside().resolve("classpath");
        List<String> command = new ArrayList<>(List.of("sh", "-c", MAVEN, "sh", wrapper.toString(), "-q", "-B"));
        // It was checked when it was committed; a newer JDK may warn of more than was known then.
        command.addAll(List.of("-Dspotless.check.skip", "-Dmaven.compiler.failOnWarning=false"));
        command.addAll(List.of("compile", "dependency:build-classpath"));
        command.addAll(List.of("-Dmdep.includeScope=runtime", "-Dmdep.outputFile=" + dependencies));
        Ended maven = tree.run(command);
        if (!maven.isDone()) {
            throw new TargetException("Maven ended with exit code " + maven.exitCode() + "\n" + maven.said());
        }
        return ServiceCode.of(classPath(tree.project().resolve("target/classes"), dependencies));
    }

    private static List<Path> classPath(Path classes, Path dependencies) {
        try {
            String jars = Files.readString(dependencies).strip();
            return Stream.concat(
                            Stream.of(classes),
                            Stream.of(jars.split(File.pathSeparator, -1)).map(Path::of))
                    .toList();
        } catch (IOException e) {
            throw new TargetException("Maven did not say what the class path is: " + e.getMessage(), e);
        }
    }
}
