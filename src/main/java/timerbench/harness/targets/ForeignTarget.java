package timerbench.harness.targets;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import timerbench.harness.run.RunTarget;
import timerbench.harness.targets.database.DatabaseServer;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.settings.Settings;

/**
 * Starts a service that is not the reference service, with the database of the settings. It learns of that what the
 * reference service would, from variables: {@code TIMERBENCH_SERVICE_POSTGRES_URL} is what
 * {@code timerbench.service.postgres.url} is there.
 */
final class ForeignTarget {
    private ForeignTarget() {}

    static Target start(Settings settings, Dialect dialect, ForeignService service) {
        TargetSettings wanted = settings.readRoot(TargetSettings.class);
        Optional<DatabaseServer> database = Databases.start(settings);
        Map<String, String> variables =
                database.map(server -> variables(wanted.database(), server)).orElse(Map.of());
        List<ServiceInstance> started = new ArrayList<>();
        try {
            for (int i = 0; i < wanted.instances(); i++) {
                ForeignStart start = new ForeignStart(freePort(), variables, dialect, wanted.startTimeout());
                started.add(service.start(settings, start));
            }
            List<String> urls = started.stream().map(ServiceInstance::url).toList();
            List<Probe> probes = Target.probes(urls, dialect, wanted.startTimeout());
            RunTarget description =
                    RunTarget.url(dialect.name(), urls, probes.get(0).database());
            return new Target(urls, dialect, database, started, description);
        } catch (RuntimeException e) {
            started.forEach(ServiceInstance::close);
            database.ifPresent(DatabaseServer::close);
            throw e;
        }
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
