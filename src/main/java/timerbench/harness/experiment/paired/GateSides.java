package timerbench.harness.experiment.paired;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import timerbench.harness.judge.gate.GateReport.Side;
import timerbench.harness.targets.Target;
import timerbench.harness.targets.TargetException;
import timerbench.harness.targets.TargetForm;
import timerbench.harness.targets.TargetSettings;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.harness.targets.proxy.Links;
import timerbench.harness.targets.revision.Git;
import timerbench.harness.targets.revision.Revisions;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

/**
 * Makes sides of a paired gate from what the user wrote: {@code git:REV} is the reference service of a revision of this
 * repository; anything else is a {@linkplain TargetForm target} as for a run.
 */
public final class GateSides {
    private static final String REVISION = "git:";
    private static final String SERVICE = Settings.key("service.");

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
     * Checks a side and its settings. Builds and starts nothing.
     *
     * @param overrides settings for this side alone, by full names
     * @throws SettingsException if there is no such target, or it does not read such settings, or one is wrong
     */
    public void check(String target, Map<String, String> overrides) {
        Settings own = settings.with(overrides);
        Dialect dialect = Target.dialect(own);
        if (target.startsWith(REVISION)) {
            var unused = revisions.commit(target.substring(REVISION.length()));
            Target.checkReference(own, dialect);
            return;
        }
        TargetForm form = form(target);
        if (!(form instanceof TargetForm.ReferenceJar)) {
            refuseServiceSettings(target, overrides);
        }
        form.check(own, dialect);
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
        check(target, overrides);
        Duration timeout =
                settings.with(overrides).readRoot(TargetSettings.class).startTimeout();
        if (target.startsWith(REVISION)) {
            return revision(target, overrides);
        }
        TargetForm form = form(target);
        return started(
                side(target, details(form, timeout), overrides),
                overrides,
                (given, dialect) -> form.open(given, dialect, new Links()));
    }

    /**
     * Returns the side of a revision of a repository that is built by a command. It builds the revision first.
     *
     * @param path of the executable file or jar within the tree, in which it is started
     * @throws SettingsException if there is no such revision, or a setting is wrong
     * @throws TargetException if it cannot be built, or there is no such file when it is
     */
    public GateSide of(Revisions built, String revision, String path) {
        Revisions.Revision tree = built.of(revision);
        try {
            // Without its folder, the name of a missing file would be that of an image.
            TargetForm form = TargetForm.of(path.endsWith(".jar") ? path : "./" + path, tree.folder());
            form.check(settings, Target.dialect(settings));
            Map<String, String> details = details(tree.commit());
            details.putAll(details(form, settings.readRoot(TargetSettings.class).startTimeout()));
            GateSide side = started(
                    side(REVISION + revision, details, Map.of()),
                    Map.of(),
                    (own, dialect) -> form.open(own, dialect, new Links()));
            return new GateSide(side.side(), side.starting(), tree::close);
        } catch (IllegalArgumentException e) {
            tree.close();
            throw new TargetException(REVISION + revision + ", built: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            tree.close();
            throw e;
        }
    }

    private TargetForm form(String target) {
        try {
            TargetForm form = TargetForm.of(target, from);
            if (form instanceof TargetForm.Embedded) {
                throw new SettingsException(
                        target + " cannot be a side of a gate; git:HEAD is the reference service of the last commit");
            }
            return form;
        } catch (IllegalArgumentException e) {
            throw new SettingsException(e.getMessage(), e);
        }
    }

    private static Map<String, String> details(TargetForm form, Duration timeout) {
        Map<String, String> details = new LinkedHashMap<>();
        switch (form.kind()) {
            case EMBEDDED -> details.put("service", "the reference service of the jar");
            case URL -> details.put("process", "found running, not started afresh");
            case JAR -> details.put("service", "java -jar");
            case PROGRAM -> details.put("service", "a program");
            case IMAGE -> details.put("service", "a container image");
        }
        form.build(timeout).ifPresent(build -> details.put("sha256", build.shortHash()));
        return details;
    }

    private GateSide revision(String target, Map<String, String> overrides) {
        Revisions.Revision revision = revisions.of(target.substring(REVISION.length()));
        GateSide side = started(
                side(target, details(revision.commit()), overrides),
                overrides,
                (own, dialect) -> Target.open(own, dialect, revision.code()));
        return new GateSide(side.side(), side.starting(), revision::close);
    }

    private static Map<String, String> details(Git.Commit commit) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("commit", commit.hash());
        details.put("subject", commit.subject());
        return details;
    }

    private GateSide started(Side side, Map<String, String> overrides, BiFunction<Settings, Dialect, Target> starting) {
        Settings own = settings.with(overrides);
        return new GateSide(side, () -> starting.apply(own, Target.dialect(own)), () -> {});
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
