package timerbench.harness.target;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import timerbench.harness.database.DatabaseServer;
import timerbench.harness.database.Databases;
import timerbench.harness.dialect.Dialect;
import timerbench.harness.result.Database;
import timerbench.harness.result.RunTarget;
import timerbench.harness.result.Subject;
import timerbench.settings.Settings;

/** What is loaded: a service that is ready, started here or found at its addresses. */
public final class Target implements AutoCloseable {
    private final List<String> urls;
    private final Optional<DatabaseServer> database;
    private final List<ServiceInstance> services;
    private final Dialect dialect;
    private final Optional<String> token;
    private final RunTarget description;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread hook = new Thread(this::close, "stop-target");

    private Target(
            List<String> urls,
            Dialect dialect,
            Optional<DatabaseServer> database,
            List<ServiceInstance> services,
            RunTarget description) {
        this.urls = urls;
        this.dialect = dialect;
        this.token = tokenOfEnvironment();
        this.database = database;
        this.services = services;
        this.description = description;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Returns the dialect of the settings. */
    public static Dialect dialect(Settings settings) {
        return Dialect.load(settings.readRoot(TargetSettings.class).dialect());
    }

    /**
     * Returns the target of the settings when it is ready, which speaks this dialect.
     *
     * @throws TargetException if it is not ready in time, or refuses the token
     */
    public static Target open(Settings settings, Dialect dialect) {
        TargetSettings target = settings.readRoot(TargetSettings.class);
        return target.isEmbedded() ? embedded(settings, target, dialect) : running(target, dialect);
    }

    private static Target running(TargetSettings settings, Dialect dialect) {
        List<Probe> probes = probes(settings.urls(), dialect, settings.startTimeout());
        RunTarget description =
                RunTarget.url(dialect.name(), settings.urls(), probes.get(0).database());
        return new Target(settings.urls(), dialect, Optional.empty(), List.of(), description);
    }

    private static List<Probe> probes(List<String> urls, Dialect dialect, Duration timeout) {
        List<Probe> probes = urls.stream()
                .map(url -> new Probe(url, dialect, tokenOfEnvironment()))
                .toList();
        probes.forEach(probe -> probe.awaitReady(timeout));
        return probes;
    }

    private static Target embedded(Settings settings, TargetSettings target, Dialect dialect) {
        Map<String, String> service = new LinkedHashMap<>();
        service.put("timerbench.service.host", "127.0.0.1");
        service.put("timerbench.service.port", "0");
        return serve(settings, dialect, service, Databases.start(settings), target.instances());
    }

    /**
     * Returns the reference service when it is ready.
     *
     * @param dialect that it speaks, if that is one of those shipped; in any other it is spoken to as it is
     * @param given settings put over those of this process, by their full names
     * @param database that it keeps its timers in, stopped with it or if it does not start; empty: as its settings say
     * @param instances processes of the service, which share the database
     */
    public static Target serve(
            Settings settings,
            Dialect dialect,
            Map<String, String> given,
            Optional<DatabaseServer> database,
            int instances) {
        Duration timeout = settings.readRoot(TargetSettings.class).startTimeout();
        ServicePlace place = ServicePlace.of(settings);
        ServiceJvm service = new ServiceJvm(
                settings.read("embedded", TargetSettings.Embedded.class).arguments(),
                childSettings(dialect, given, database),
                database.map(DatabaseServer::serviceEnvironment).orElse(Map.of()));
        List<ServiceInstance> started = new ArrayList<>();
        try {
            for (int i = 0; i < instances; i++) {
                started.add(place.start(service, timeout));
            }
            List<String> urls = started.stream().map(ServiceInstance::url).toList();
            Database known = probes(urls, dialect, timeout)
                    .get(0)
                    .database()
                    .orElseThrow(() -> new TargetException("the service names no database"));
            RunTarget description = RunTarget.embedded(
                            dialect.name(),
                            instances,
                            database.map(server -> provisioned(known, server)).orElse(known))
                    .with(limits(place, database));
            return new Target(urls, dialect, database, started, description);
        } catch (RuntimeException e) {
            started.forEach(ServiceInstance::close);
            database.ifPresent(DatabaseServer::close);
            throw e;
        }
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

    private static Map<String, String> limits(ServicePlace place, Optional<DatabaseServer> database) {
        Map<String, String> limits = new LinkedHashMap<>();
        place.limits().forEach((limit, value) -> limits.put(Subject.SERVICE + " " + limit, value));
        database.map(DatabaseServer::limits)
                .orElse(Map.of())
                .forEach((limit, value) -> limits.put(Subject.DATABASE + " " + limit, value));
        return limits;
    }

    private static Map<String, String> childSettings(
            Dialect dialect, Map<String, String> service, Optional<DatabaseServer> database) {
        Map<String, String> child = new LinkedHashMap<>(service);
        if (Dialect.SHIPPED.contains(dialect.name())) {
            child.put("timerbench.service.dialect", dialect.name());
        }
        child.put("timerbench.service.stopWithStdin", "true");
        database.ifPresent(server -> child.putAll(server.serviceSettings()));
        return child;
    }

    private static Optional<String> tokenOfEnvironment() {
        return Optional.ofNullable(System.getenv("API_TOKEN")).filter(text -> !text.isEmpty());
    }

    public List<String> urls() {
        return urls;
    }

    public Dialect dialect() {
        return dialect;
    }

    /** Returns the headers of every request, with the token of the environment. */
    public Map<String, String> headers() {
        return dialect.headers(token);
    }

    /** Returns whether requests bear a token. */
    public boolean hasToken() {
        return token.isPresent() && !dialect.headers(Optional.empty()).equals(headers());
    }

    /** Returns the database, if it is known here. */
    public Optional<DatabaseServer> database() {
        return database;
    }

    public RunTarget description() {
        return description;
    }

    /** Returns the roots of the process trees that make up the target, by the word for each; none where it is remote. */
    public Map<String, List<ProcessHandle>> processes() {
        Map<String, List<ProcessHandle>> processes = new LinkedHashMap<>();
        List<ProcessHandle> known =
                services.stream().flatMap(service -> service.handle().stream()).toList();
        if (!known.isEmpty() && known.size() == services.size()) {
            processes.put(Subject.SERVICE, known);
        }
        database.flatMap(DatabaseServer::process)
                .ifPresent(process -> processes.put(Subject.DATABASE, List.of(process)));
        return processes;
    }

    /** Has the listener called, once per process, if one ends before this target is closed. */
    public void onDeath(Consumer<String> listener) {
        processes()
                .forEach((word, all) -> all.forEach(process -> ProcessWatch.onEnd(process, () -> {
                    if (!closed.get()) {
                        listener.accept("the " + word + " (process " + process.pid() + ") ended during the run");
                    }
                })));
    }

    /** Stops what was started here. Closing twice is harmless. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            services.forEach(ServiceInstance::close);
            database.ifPresent(DatabaseServer::close);
        }
    }
}
