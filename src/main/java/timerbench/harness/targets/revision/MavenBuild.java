package timerbench.harness.targets.revision;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import timerbench.harness.targets.ServiceCode;
import timerbench.harness.targets.TargetException;

/** Builds the reference service of a worktree with Maven. It compiles only what the service needs. */
final class MavenBuild implements Function<Worktree, ServiceCode> {
    /**
     * Chooses Maven as the script {@code timer-bench} does. The wrapper is this checkout's; an older one may have
     * none.
     */
    private static final String MAVEN =
            "wrapper=$1; shift; if command -v mvn > /dev/null; then exec mvn \"$@\"; else exec \"$wrapper\" \"$@\"; fi";

    private final Path wrapper;

    /** @param project the project whose Maven wrapper is used if Maven is not installed */
    MavenBuild(Path project) {
        this.wrapper = project.toAbsolutePath().resolve("mvnw");
    }

    /**
     * Returns the service's class path, inside the worktree and outside.
     *
     * @throws TargetException with Maven's last output, if the build fails
     */
    @Override
    public ServiceCode apply(Worktree tree) {
        Path dependencies = tree.beside().resolve("classpath");
        List<String> command = new ArrayList<>(List.of("sh", "-c", MAVEN, "sh", wrapper.toString(), "-q", "-B"));
        // The commit passed these checks when it was made; a newer JDK may warn of more.
        command.addAll(List.of("-Dspotless.check.skip", "-Dmaven.compiler.failOnWarning=false"));
        command.addAll(List.of("compile", "dependency:build-classpath"));
        command.addAll(List.of("-Dmdep.includeScope=runtime", "-Dmdep.outputFile=" + dependencies));
        Worktree.Ended maven = tree.run(command);
        if (!maven.succeeded()) {
            throw new TargetException("Maven ended with exit code " + maven.exitCode() + "\n" + maven.lastLines());
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
            throw new TargetException("cannot read the class path that Maven wrote: " + e.getMessage(), e);
        }
    }
}
