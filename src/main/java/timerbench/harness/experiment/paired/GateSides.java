package timerbench.harness.experiment.paired;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import timerbench.address.Address;
import timerbench.harness.judge.gate.GateReport.Side;
import timerbench.harness.targets.ForeignService;
import timerbench.harness.targets.ServiceCode;
import timerbench.harness.targets.Target;
import timerbench.harness.targets.TargetSettings;
import timerbench.harness.targets.docker.DockerEngine;
import timerbench.harness.targets.process.DatabaseException;
import timerbench.harness.targets.revision.Revisions;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

/**
 * What the sides of a paired gate can be: {@code http://…} or {@code https://…}, a service that runs already; {@code git:REV},
 * the reference service of a revision of this repository; a path that ends in {@code .jar}, the reference service or
 * somebody's own; else the name of a container image.
 */
public final class GateSides {
    private static final String REVISION = "git:";
    private static final String SERVICE = Settings.key("service.");
    private static final String MAIN = "timerbench/service/ServiceMain.class";
    private static final String PART = "[a-z0-9]+([._-]+[a-z0-9]+)*";
    private static final Pattern IMAGE =
            Pattern.compile("(%1$s(:[0-9]+)?/)?%1$s(/%1$s)*(:\\w[\\w.-]*)?(@\\w+:\\w+)?".formatted(PART));

    private final Settings settings;
    private final Path from;
    private final Revisions revisions;

    /**
     * @param settings of both sides
     * @param from where relative paths are meant from
     * @param progress told what is built, and how long that took
     */
    public GateSides(Settings settings, Path from, Consumer<String> progress) {
        this(settings, from, new Revisions(progress));
    }

    GateSides(Settings settings, Path from, Revisions revisions) {
        this.settings = settings;
        this.from = from.toAbsolutePath();
        this.revisions = revisions;
    }

    /** One that is started with settings of its own. */
    private record Started(Side side, Settings settings, Function<Settings, Target> starting, Runnable closing)
            implements GateSide {
        @Override
        public Target start() {
            return starting.apply(settings);
        }

        @Override
        public void close() {
            closing.run();
        }
    }

    /**
     * Returns the contender; a revision is built by then, an image pulled.
     *
     * @param overrides settings for this side alone, by their full names
     * @throws SettingsException if there is no such target, or it cannot be told such settings
     * @throws timerbench.harness.targets.TargetException if a revision cannot be built
     */
    public GateSide of(String target, Map<String, String> overrides) {
        // Before a revision is built for them.
        check(overrides);
        if (target.matches("https?://.*")) {
            return running(target, overrides);
        }
        if (target.startsWith(REVISION)) {
            return revision(target, overrides);
        }
        return target.endsWith(".jar") ? jar(target, overrides) : image(target, overrides);
    }

    private GateSide running(String address, Map<String, String> overrides) {
        refuseServiceSettings(address, overrides);
        Map<String, String> all = new HashMap<>(overrides);
        all.put(Settings.key("target"), address);
        // Before the address is shown anywhere: it must hold no password.
        check(all);
        return new Started(
                side(address, Map.of("process", "found running, not started afresh"), overrides),
                settings.with(all),
                own -> Target.open(own, Target.dialect(own)),
                () -> {});
    }

    private GateSide revision(String target, Map<String, String> overrides) {
        Revisions.Revision revision = revisions.of(target.substring(REVISION.length()));
        Map<String, String> details = new LinkedHashMap<>();
        details.put("commit", revision.commit().hash());
        details.put("subject", revision.commit().subject());
        return reference(side(target, details, overrides), overrides, revision.code(), revision::close);
    }

    private GateSide reference(Side side, Map<String, String> overrides, ServiceCode code, Runnable closing) {
        return new Started(
                side, settings.with(overrides), own -> Target.open(own, Target.dialect(own), code), closing);
    }

    private GateSide jar(String target, Map<String, String> overrides) {
        Path jar = from.resolve(target).normalize();
        if (!Files.isRegularFile(jar)) {
            throw new SettingsException(target + ": there is no file " + jar);
        }
        if (isReferenceService(jar)) {
            Side side = side(target, Map.of("service", "the reference service of the jar"), overrides);
            return reference(side, overrides, ServiceCode.inJar(jar), () -> {});
        }
        return foreign(target, Map.of("service", "java -jar"), overrides, new ForeignService.Jar(jar, from));
    }

    private static boolean isReferenceService(Path jar) {
        try (JarFile opened = new JarFile(jar.toFile())) {
            return opened.getEntry(MAIN) != null;
        } catch (IOException e) {
            throw new SettingsException(jar + " is no jar: " + e.getMessage(), e);
        }
    }

    private GateSide image(String name, Map<String, String> overrides) {
        if (!IMAGE.matcher(name).matches()) {
            throw new SettingsException(
                    "\"" + Address.redacted(name) + "\" is no target; wanted an address such as http://host:8080, "
                            + "git:REV, a path that ends in .jar, or the name of a container image");
        }
        try {
            DockerEngine.requireImage(name, startTimeout(settings.with(overrides)));
            Map<String, String> details = Map.of("image", DockerEngine.imageId(name));
            return foreign(name, details, overrides, new ForeignService.Image(name));
        } catch (DatabaseException e) {
            throw new DatabaseException(
                    name + " is no address, git:REV or jar, so it is taken for a container image: " + e.getMessage(),
                    e);
        }
    }

    private void check(Map<String, String> overrides) {
        var unused = settings.with(overrides).readRoot(TargetSettings.class);
    }

    private static Duration startTimeout(Settings settings) {
        return settings.readRoot(TargetSettings.class).startTimeout();
    }

    private GateSide foreign(
            String target, Map<String, String> details, Map<String, String> overrides, ForeignService service) {
        refuseServiceSettings(target, overrides);
        return new Started(
                side(target, details, overrides),
                settings.with(overrides),
                own -> Target.open(own, Target.dialect(own), service),
                () -> {});
    }

    private static Side side(String name, Map<String, String> details, Map<String, String> overrides) {
        Map<String, String> all = new LinkedHashMap<>(details);
        all.putAll(overrides);
        return new Side(name, all);
    }

    private static void refuseServiceSettings(String target, Map<String, String> overrides) {
        overrides.keySet().stream()
                .filter(name -> name.startsWith(SERVICE))
                .findFirst()
                .ifPresent(name -> {
                    throw new SettingsException(name + ": " + target + " is not started with settings of the"
                            + " reference service; only git:REV and its jar are");
                });
    }
}
