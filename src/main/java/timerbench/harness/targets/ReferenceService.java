package timerbench.harness.targets;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import timerbench.harness.run.Database;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.RunTarget;
import timerbench.harness.targets.database.DatabaseServer;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.harness.targets.docker.ContainerLimits;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

/**
 * The reference service before its start.
 *
 * @param given settings put over those of the start, by their full names
 * @param database the database of its timers, stopped with it or if the start fails; empty: according to its settings
 * @param instances number of processes, which share the database
 */
record ReferenceService(ServiceCode code, Map<String, String> given, Optional<DatabaseServer> database, int instances) {
    private static final String DATABASE = Settings.key("service.database");

    /** @throws SettingsException if the dialect is one of a public service */
    static void requireSpoken(Dialect dialect) {
        if (Dialect.SHIPPED.contains(dialect.name()) && !Dialect.OF_REFERENCE_SERVICE.contains(dialect.name())) {
            throw new SettingsException("the reference service speaks "
                    + String.join(" and ", Dialect.OF_REFERENCE_SERVICE) + ", not " + dialect.name()
                    + "; name the target that does (" + Settings.key("target") + ", --target)");
        }
    }

    /**
     * Checks the settings that the start of the service and its database reads.
     *
     * @throws SettingsException if one is wrong, or the dialect is one of a public service
     */
    static void check(Settings settings, Dialect dialect) {
        requireSpoken(dialect);
        var unused = List.of(settings.readPart("embedded", TargetSettings.Embedded.class), ServicePlace.of(settings));
        Databases.check(settings);
    }

    /** Starts the service and returns it when it is ready. */
    Target start(Settings settings, Dialect dialect) {
        Duration timeout = settings.readRoot(TargetSettings.class).startTimeout();
        return new TargetStart(dialect, database, instances, timeout)
                .start(
                        () -> ServicePlace.of(settings).start(jvm(settings, dialect), timeout),
                        (urls, reported) -> description(settings, dialect, reported));
    }

    private RunTarget description(Settings settings, Dialect dialect, Optional<Database> reported) {
        Database known = reported.orElseThrow(() -> new TargetException("the service does not report its database"));
        RunTarget target = RunTarget.embedded(
                        dialect.name(),
                        instances,
                        database.map(server -> provisioned(known, server)).orElse(known))
                .with(limits(ServicePlace.of(settings).most(), database));
        return code.build().map(target::with).orElse(target);
    }

    ServiceJvm jvm(Settings settings, Dialect dialect) {
        return new ServiceJvm(
                code,
                settings.readPart("embedded", TargetSettings.Embedded.class).arguments(),
                settings(settings, dialect),
                database.map(DatabaseServer::serviceEnvironment).orElse(Map.of()));
    }

    private Map<String, String> settings(Settings settings, Dialect dialect) {
        Map<String, String> child = new LinkedHashMap<>();
        if (code.isOwn()) {
            child.putAll(settings.properties());
        } else {
            child.put(
                    DATABASE, settings.readRoot(TargetSettings.class).database().word());
            child.putAll(settings.chosen("service"));
        }
        child.putAll(given);
        if (Dialect.OF_REFERENCE_SERVICE.contains(dialect.name())) {
            child.put(Settings.key("service.dialect"), dialect.name());
        }
        child.put(Settings.key("service.stopWithStdin"), "true");
        database.ifPresent(server -> child.putAll(server.serviceSettings()));
        return child;
    }

    private static Database provisioned(Database known, DatabaseServer server) {
        Map<String, String> durability = new LinkedHashMap<>(known.durability());
        durability.putAll(server.durability());
        return new Database(
                known.name(),
                known.version(),
                durability,
                Optional.of(server.provision().word()),
                server.isEmulator());
    }

    /** Returns the limits of service and database, as a run records them. */
    static Map<String, String> limits(ContainerLimits service, Optional<DatabaseServer> database) {
        Map<String, String> limits = new LinkedHashMap<>();
        service.byName().forEach((limit, value) -> limits.put(MetricScope.SERVICE + " " + limit, value));
        database.map(DatabaseServer::limits)
                .orElse(Map.of())
                .forEach((limit, value) -> limits.put(MetricScope.DATABASE + " " + limit, value));
        return limits;
    }
}
