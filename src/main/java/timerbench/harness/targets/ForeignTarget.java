package timerbench.harness.targets;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import timerbench.harness.run.RunTarget;
import timerbench.harness.targets.database.DatabaseServer;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.harness.targets.proxy.Links;
import timerbench.settings.Settings;

/**
 * Starts a service other than the reference service, with a database if the settings name one. It gets the database's
 * settings as variables: {@code TIMERBENCH_SERVICE_POSTGRES_URL} corresponds to the reference service's setting
 * {@code timerbench.service.postgres.url}.
 */
final class ForeignTarget {
    private ForeignTarget() {}

    /** Checks the settings that the start of the service reads, and those of its database if the settings name one. */
    static void check(Settings settings, ForeignService service) {
        service.check(settings);
        if (settings.isChosen("database")) {
            Databases.check(settings);
        }
    }

    static Target start(Settings settings, Dialect dialect, Links links, ForeignService service) {
        TargetSettings wanted = settings.readRoot(TargetSettings.class);
        RunTarget.Build build = service.build(wanted.startTimeout());
        // Most services bring their own store, and one that they do not use would be measured and shown with them.
        Optional<DatabaseServer> database =
                settings.isChosen("database") ? Databases.start(settings).map(links::before) : Optional.empty();
        Map<String, String> variables =
                database.map(server -> variables(wanted.database(), server)).orElse(Map.of());
        return new TargetStart(dialect, database, wanted.instances(), wanted.startTimeout())
                .start(
                        () -> service.start(
                                settings, new ForeignStart(freePort(), variables, dialect, wanted.startTimeout())),
                        (urls, reported) -> RunTarget.started(
                                        service.kind(), dialect.name(), wanted.instances(), build, reported)
                                .with(ReferenceService.limits(
                                        ServicePlace.of(settings).most(), database)));
    }

    static Map<String, String> variables(Product product, DatabaseServer database) {
        Map<String, String> variables = new HashMap<>();
        variables.put(variable(Settings.key("service.database")), product.word());
        database.serviceSettings().forEach((setting, value) -> variables.put(variable(setting), value));
        variables.putAll(database.serviceEnvironment());
        return variables;
    }

    private static String variable(String setting) {
        return setting.replace('.', '_').toUpperCase(Locale.ROOT);
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new TargetException("no free port for the service: " + e.getMessage(), e);
        }
    }
}
