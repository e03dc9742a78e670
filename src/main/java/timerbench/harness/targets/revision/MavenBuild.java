package timerbench.harness.targets.revision;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import timerbench.harness.targets.ServiceCode;
import timerbench.harness.targets.TargetException;

/**
 * Builds the reference service of a worktree with Maven. It compiles only what the service needs. The classes are
 * kept, and the paths of the jars that they need, which stay in the local repository of Maven.
 */
final class MavenBuild implements Recipe {
    /**
     * Chooses Maven as the script {@code timer-bench} does. The wrapper is this checkout's; an older one may have
     * none.
     */
    private static final String MAVEN =
            "wrapper=$1; shift; if command -v mvn > /dev/null; then exec mvn \"$@\"; else exec \"$wrapper\" \"$@\"; fi";

    private static final String CLASSES = "classes";
    private static final String JARS = "jars";

    private final Path wrapper;

    /** @param project the project whose Maven wrapper is used if Maven is not installed */
    MavenBuild(Path project) {
        this.wrapper = project.toAbsolutePath().resolve("mvnw");
    }

    @Override
    public String identity() {
        return "Maven";
    }

    @Override
    public void build(Worktree tree) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", MAVEN, "sh", wrapper.toString(), "-q", "-B"));
        // The commit passed these checks when it was made; a newer JDK may warn of more.
        command.addAll(List.of("-Dspotless.check.skip", "-Dmaven.compiler.failOnWarning=false"));
        command.addAll(List.of("compile", "dependency:build-classpath"));
        command.addAll(List.of(
                "-Dmdep.includeScope=runtime",
                "-Dmdep.outputFile=" + tree.beside().resolve(JARS)));
        Worktree.Ended maven = tree.run(command);
        if (!maven.succeeded()) {
            throw new TargetException("Maven ended with exit code " + maven.exitCode() + "\n" + maven.lastLines());
        }
    }

    @Override
    public void copy(Worktree tree, Path into) throws IOException {
        Files.copy(tree.beside().resolve(JARS), into.resolve(JARS));
        FolderTree.copy(tree.project().resolve("target/classes"), into.resolve(CLASSES), List.of());
    }

    @Override
    public boolean isComplete(Path built) {
        return jars(built).stream().allMatch(Files::isRegularFile);
    }

    /** Returns the service of a kept build. */
    static ServiceCode code(Path built) {
        return ServiceCode.of(Stream.concat(Stream.of(built.resolve(CLASSES)), jars(built).stream())
                .toList());
    }

    private static List<Path> jars(Path built) {
        try {
            String jars = Files.readString(built.resolve(JARS)).strip();
            return Stream.of(jars.split(File.pathSeparator, -1)).map(Path::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the class path that Maven wrote: " + e.getMessage(), e);
        }
    }
}
