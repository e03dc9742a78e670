package timerbench.harness.targets;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import timerbench.harness.run.Database;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.RunTarget;
import timerbench.harness.targets.database.DatabaseServer;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.settings.Settings;

/**
 * The reference service, about to be started.
 *
 * @param given settings put over those that it is started with, by their full names
 * @param database that it keeps its timers in, stopped with it or if it does not start; empty: as its settings say
 * @param instances processes of the service, which share the database
 */
record ReferenceService(ServiceCode code, Map<String, String> given, Optional<DatabaseServer> database, int instances) {
    private static final String DATABASE = Settings.key("service.database");

    /** Returns it when it is ready. */
    Target start(Settings settings, Dialect dialect) {
        Duration timeout = settings.readRoot(TargetSettings.class).startTimeout();
        List<ServiceInstance> started = new ArrayList<>();
        try {
            ServicePlace place = ServicePlace.of(settings);
            ServiceJvm service = jvm(settings, dialect);
            for (int i = 0; i < instances; i++) {
                started.add(place.start(service, timeout));
            }
            List<String> urls = started.stream().map(ServiceInstance::url).toList();
            Database known = Target.probes(urls, dialect, timeout)
                    .get(0)
                    .database()
                    .orElseThrow(() -> new TargetException("the service names no database"));
            RunTarget description = RunTarget.embedded(
                            dialect.name(),
                            instances,
                            database.map(server -> provisioned(known, server)).orElse(known))
                    .with(limits(place));
            return new Target(urls, dialect, database, started, description);
        } catch (RuntimeException e) {
            started.forEach(ServiceInstance::close);
            database.ifPresent(DatabaseServer::close);
            throw e;
        }
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
        if (Dialect.SHIPPED.contains(dialect.name())) {
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

    private Map<String, String> limits(ServicePlace place) {
        Map<String, String> limits = new LinkedHashMap<>();
        place.most().byName().forEach((limit, value) -> limits.put(MetricScope.SERVICE + " " + limit, value));
        database.map(DatabaseServer::limits)
                .orElse(Map.of())
                .forEach((limit, value) -> limits.put(MetricScope.DATABASE + " " + limit, value));
        return limits;
    }
}
