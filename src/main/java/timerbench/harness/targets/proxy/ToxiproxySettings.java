package timerbench.harness.targets.proxy;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import timerbench.harness.targets.docker.DockerEngine;
import timerbench.settings.Settings;

/**
 * The {@code toxiproxy} block of the settings.
 *
 * @param server the program; empty: the one on the {@code PATH}
 * @param image a container image, if there is no such program; empty: none
 */
public record ToxiproxySettings(String server, String image) {
    private static final String BLOCK = "toxiproxy";
    private static final String PROGRAM = "toxiproxy-server";

    public ToxiproxySettings {
        if (!server.isEmpty() && !isProgram(Path.of(server))) {
            throw new IllegalArgumentException("server: there is no program " + server);
        }
    }

    private static boolean isProgram(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }

    /** Returns the block of these settings. */
    public static ToxiproxySettings of(Settings settings) {
        return settings.read(BLOCK, ToxiproxySettings.class);
    }

    /** Returns why no link can be made, and what to do about it; empty if Toxiproxy is there. */
    public Optional<String> complaint() {
        return complaint(program().isPresent(), image);
    }

    static Optional<String> complaint(boolean hasProgram, String image) {
        if (hasProgram || (!image.isEmpty() && DockerEngine.complaint().isEmpty())) {
            return Optional.empty();
        }
        return Optional.of("a link that is slow or cut needs Toxiproxy: there is no " + PROGRAM + " on the PATH, and "
                + (image.isEmpty() ? Settings.key(BLOCK + ".image") + " is empty" : "no Docker engine answers")
                + ". Put the program from https://github.com/Shopify/toxiproxy/releases on the PATH, set "
                + Settings.key(BLOCK + ".server") + " to its path, or start a Docker engine for the image");
    }

    private static List<Path> path() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .toList();
    }

    /** Returns the program, as set or in one of the folders. */
    Optional<Path> program(List<Path> folders) {
        return server.isEmpty()
                ? folders.stream()
                        .map(folder -> folder.resolve(PROGRAM))
                        .filter(ToxiproxySettings::isProgram)
                        .findFirst()
                : Optional.of(Path.of(server));
    }

    Optional<Path> program() {
        return program(path());
    }
}
