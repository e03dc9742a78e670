package timerbench.harness.measure.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/**
 * Distinguishes a service's own code from its libraries: its own is in the packages below the first two names of its
 * main class, such as {@code org.example}.
 *
 * @param packages with a dot at the end; empty if the main class is unknown, or one of a library
 */
record OwnCode(Optional<String> packages) {
    /** Programs that start the programs of others. */
    private static final List<String> LAUNCHERS = List.of("org.springframework.", "io.quarkus.", "org.eclipse.jetty.");

    private static final Pattern SPACES = Pattern.compile("\\s+");

    /**
     * Returns the code of a JVM.
     *
     * @param command the main class or the jar, with arguments
     * @param folder from which the jar is named
     */
    static OwnCode of(String command, Path folder) {
        String first = SPACES.split(command.strip(), 2)[0];
        if (first.endsWith(".jar")) {
            return new OwnCode(mainClass(folder.resolve(first)).flatMap(OwnCode::packages));
        }
        return new OwnCode(packages(first.substring(first.indexOf('/') + 1)));
    }

    private static Optional<String> mainClass(Path jar) {
        try (JarFile open = new JarFile(jar.toFile())) {
            Manifest manifest = open.getManifest();
            Attributes attributes = manifest == null ? new Attributes() : manifest.getMainAttributes();
            // Spring Boot's jars start their program by a launcher.
            return Optional.ofNullable(attributes.getValue("Start-Class"))
                    .or(() -> Optional.ofNullable(attributes.getValue(Attributes.Name.MAIN_CLASS)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> packages(String mainClass) {
        String[] names = mainClass.split("\\.", -1);
        if (names.length < 2 || LAUNCHERS.stream().anyMatch(mainClass::startsWith)) {
            return Optional.empty();
        }
        return Optional.of(names[0] + "." + (names.length > 2 ? names[1] + "." : ""));
    }

    private boolean isOwn(Frame frame) {
        return packages.filter(frame.type()::startsWith).isPresent();
    }

    /** Returns whether the service's own code is in the stack, as far as it is known. */
    boolean isIn(List<Frame> stack) {
        return packages.isEmpty() || stack.stream().anyMatch(this::isOwn);
    }

    /**
     * Returns the place in a stack to which an event is attributed: the innermost method of the service's own code, or
     * else of a library, or else the innermost of all.
     *
     * @param stack the innermost frame first; not empty
     */
    int placeIn(List<Frame> stack) {
        int library = -1;
        for (int i = 0; i < stack.size(); i++) {
            if (isOwn(stack.get(i))) {
                return i;
            }
            if (library < 0 && !stack.get(i).isOfJdk()) {
                library = i;
            }
        }
        return Math.max(0, library);
    }
}
