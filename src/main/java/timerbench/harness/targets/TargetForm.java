package timerbench.harness.targets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import timerbench.address.Address;
import timerbench.harness.run.RunTarget;
import timerbench.harness.run.RunTarget.Build;
import timerbench.harness.run.RunTarget.Kind;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.harness.targets.proxy.Links;
import timerbench.settings.Settings;

/**
 * A target as it is given: the word {@code embedded}, addresses of a running service, a jar, an executable file, or a
 * container image.
 */
public sealed interface TargetForm {
    /** Returns what the target is. */
    Kind kind();

    /**
     * Returns the file or image that is started. An image is pulled first.
     *
     * @param timeout the longest time for that
     */
    Optional<Build> build(Duration timeout);

    /**
     * Checks the settings that {@link #open} reads, and starts nothing.
     *
     * @throws timerbench.settings.SettingsException if one is wrong, or does not go with this target or dialect
     */
    void check(Settings settings, Dialect dialect);

    /**
     * Opens the target, whatever target the settings name, and returns it when it is ready.
     *
     * @param links to its database, if it is started here
     * @throws TargetException if it is not ready in time, ends, or refuses the token
     */
    Target open(Settings settings, Dialect dialect, Links links);

    /**
     * Returns the target that a user gave.
     *
     * @param folder the folder that relative paths start from, and in which a service is started
     * @throws IllegalArgumentException if it is none; the message quotes it, without secrets, and says why
     */
    static TargetForm of(String given, Path folder) {
        if (given.equals(Embedded.WORD)) {
            return new Embedded();
        }
        if (given.contains("://")) {
            return Running.at(Address.withoutSecret(given));
        }
        Path file = folder.toAbsolutePath().resolve(given).normalize();
        if (given.endsWith(".jar")) {
            requireFile(given, file);
            return isReferenceService(given, file)
                    ? new ReferenceJar(given, file)
                    : new Foreign(new ForeignService.Jar(given, file, folder));
        }
        if (Files.isRegularFile(file) || given.matches("(\\.\\.?)?/.*")) {
            requireFile(given, file);
            requireExecutable(given, file);
            return new Foreign(new ForeignService.Program(given, file, folder));
        }
        return new Foreign(new ForeignService.Image(ImageName.checked(given)));
    }

    private static void requireFile(String given, Path file) {
        if (!Files.isRegularFile(file)) {
            throw wrong(given, Files.isDirectory(file) ? file + " is a folder" : "there is no file " + file);
        }
    }

    private static void requireExecutable(String given, Path file) {
        if (!Files.isExecutable(file)) {
            throw wrong(
                    given,
                    file + " is not executable (chmod +x makes it so); a container image of that name would be "
                            + "docker.io/library/" + file.getFileName());
        }
    }

    private static boolean isReferenceService(String given, Path jar) {
        try (JarFile opened = new JarFile(jar.toFile())) {
            return opened.getEntry(ReferenceJar.MAIN) != null;
        } catch (IOException e) {
            throw wrong(given, jar + " is no jar: " + e.getMessage());
        }
    }

    private static IllegalArgumentException wrong(String given, String why) {
        return new IllegalArgumentException("target: got \"" + Address.redacted(given) + "\", " + why);
    }

    /** The reference service of this checkout. */
    record Embedded() implements TargetForm {
        private static final String WORD = "embedded";

        @Override
        public Kind kind() {
            return Kind.EMBEDDED;
        }

        @Override
        public Optional<Build> build(Duration timeout) {
            return Optional.empty();
        }

        @Override
        public void check(Settings settings, Dialect dialect) {
            ReferenceService.check(settings, dialect);
        }

        @Override
        public Target open(Settings settings, Dialect dialect, Links links) {
            return Target.open(settings, dialect, ServiceCode.own(), links);
        }
    }

    /** A running service at its addresses. */
    record Running(List<String> urls) implements TargetForm {
        private static Running at(String addresses) {
            return new Running(Arrays.stream(addresses.split(",", -1))
                    .map(TargetAddress::of)
                    .toList());
        }

        @Override
        public Kind kind() {
            return Kind.URL;
        }

        @Override
        public Optional<Build> build(Duration timeout) {
            return Optional.empty();
        }

        @Override
        public void check(Settings settings, Dialect dialect) {
            // The addresses themselves are the only settings.
        }

        @Override
        public Target open(Settings settings, Dialect dialect, Links links) {
            Duration timeout = settings.readRoot(TargetSettings.class).startTimeout();
            List<ServiceProbe> probes = ServiceProbe.ready(urls, dialect, timeout);
            RunTarget description =
                    RunTarget.url(dialect.name(), urls, probes.get(0).database());
            List<String> answering = probes.stream().map(ServiceProbe::url).toList();
            return new Target(answering, dialect, Optional.empty(), List.of(), description);
        }
    }

    /** The reference service in a jar without its dependencies. */
    record ReferenceJar(String name, Path file) implements TargetForm {
        private static final String MAIN = "timerbench/service/ServiceMain.class";

        @Override
        public Kind kind() {
            return Kind.EMBEDDED;
        }

        @Override
        public Optional<Build> build(Duration timeout) {
            return Optional.of(BuildFile.of(name, file));
        }

        @Override
        public void check(Settings settings, Dialect dialect) {
            ReferenceService.check(settings, dialect);
        }

        @Override
        public Target open(Settings settings, Dialect dialect, Links links) {
            return Target.open(settings, dialect, ServiceCode.inJar(file).as(BuildFile.of(name, file)), links);
        }
    }

    /** Somebody's own service. */
    record Foreign(ForeignService service) implements TargetForm {
        @Override
        public Kind kind() {
            return service.kind();
        }

        @Override
        public Optional<Build> build(Duration timeout) {
            return Optional.of(service.build(timeout));
        }

        @Override
        public void check(Settings settings, Dialect dialect) {
            ForeignTarget.check(settings, service);
        }

        @Override
        public Target open(Settings settings, Dialect dialect, Links links) {
            return ForeignTarget.start(settings, dialect, links, service);
        }
    }
}
