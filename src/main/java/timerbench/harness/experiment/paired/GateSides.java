package timerbench.harness.experiment.paired;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * Makes sides of a paired gate from what the user wrote: {@code http://…} or {@code https://…} is a running service;
 * {@code git:REV} is the reference service of a revision of this repository; a path that ends in {@code .jar} is the
 * reference service or another one; anything else is the name of a container image.
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
     * @param from the folder that relative paths start from
     * @param progress receives what is built, and how long that took
     */
    public GateSides(Settings settings, Path from, Consumer<String> progress) {
        this.settings = settings;
        this.from = from.toAbsolutePath();
        this.revisions = new Revisions(progress);
    }

    /**
     * Returns the side. It builds a revision and pulls an image first.
     *
     * @param overrides settings for this side alone, by full names
     * @throws SettingsException if there is no such target, or it does not read such settings
     * @throws timerbench.harness.targets.TargetException if a revision cannot be built
     */
    public GateSide of(String target, Map<String, String> overrides) {
        // A wrong setting is reported before a revision is built.
        check(overrides);
        if (target.matches("https?://.*")) {
            return running(target, overrides);
        }
        if (target.startsWith(REVISION)) {
            return revision(target, overrides);
        }
        return target.endsWith(".jar") ? jar(target, overrides) : image(target, overrides);
    }

    private TargetSettings check(Map<String, String> overrides) {
        return settings.with(overrides).readRoot(TargetSettings.class);
    }

    private GateSide running(String address, Map<String, String> overrides) {
        refuseServiceSettings(address, overrides);
        Map<String, String> all = new HashMap<>(overrides);
        all.put(Settings.key("target"), address);
        // The address must hold no password, or it would be printed with the results.
        check(all);
        return started(
                side(address, Map.of("process", "found running, not started afresh"), overrides),
                all,
                own -> Target.open(own, Target.dialect(own)));
    }

    private GateSide revision(String target, Map<String, String> overrides) {
        Revisions.Revision revision = revisions.of(target.substring(REVISION.length()));
        Map<String, String> details = new LinkedHashMap<>();
        details.put("commit", revision.commit().hash());
        details.put("subject", revision.commit().subject());
        GateSide side = reference(side(target, details, overrides), overrides, revision.code());
        return new GateSide(side.side(), side.starting(), revision::close);
    }

    private GateSide jar(String target, Map<String, String> overrides) {
        Path jar = from.resolve(target).normalize();
        if (!Files.isRegularFile(jar)) {
            throw new SettingsException(target + ": there is no file " + jar);
        }
        if (isReferenceService(jar)) {
            Side side = side(target, Map.of("service", "the reference service of the jar"), overrides);
            return reference(side, overrides, ServiceCode.inJar(jar));
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
            DockerEngine.requireImage(name, check(overrides).startTimeout());
            Map<String, String> details = Map.of("image", DockerEngine.imageId(name));
            return foreign(name, details, overrides, new ForeignService.Image(name));
        } catch (DatabaseException e) {
            throw new DatabaseException(
                    name + " is no address, git:REV or jar, so it is taken for a container image: " + e.getMessage(),
                    e);
        }
    }

    private GateSide reference(Side side, Map<String, String> overrides, ServiceCode code) {
        return started(side, overrides, own -> Target.open(own, Target.dialect(own), code));
    }

    private GateSide foreign(
            String target, Map<String, String> details, Map<String, String> overrides, ForeignService service) {
        refuseServiceSettings(target, overrides);
        return started(
                side(target, details, overrides), overrides, own -> Target.open(own, Target.dialect(own), service));
    }

    private GateSide started(Side side, Map<String, String> overrides, Function<Settings, Target> starting) {
        Settings own = settings.with(overrides);
        return new GateSide(side, () -> starting.apply(own), () -> {});
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
