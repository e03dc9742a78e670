package timerbench.harness.targets;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.RunTarget;
import timerbench.harness.targets.database.DatabaseServer;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.settings.ApiToken;
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

    Target(
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
        return target.isEmbedded() ? open(settings, dialect, ServiceCode.own()) : running(target, dialect);
    }

    private static Target running(TargetSettings settings, Dialect dialect) {
        List<Probe> probes = probes(settings.urls(), dialect, settings.startTimeout());
        RunTarget description =
                RunTarget.url(dialect.name(), settings.urls(), probes.get(0).database());
        List<String> answering = probes.stream().map(Probe::url).toList();
        return new Target(answering, dialect, Optional.empty(), List.of(), description);
    }

    static List<Probe> probes(List<String> urls, Dialect dialect, Duration timeout) {
        List<Probe> probes = urls.stream()
                .map(url -> new Probe(url, dialect, tokenOfEnvironment()))
                .toList();
        probes.forEach(probe -> probe.awaitReady(timeout));
        return probes;
    }

    /**
     * Returns the reference service, made of this code, when it is ready; whatever the settings call the target.
     *
     * @throws TargetException if it does not start, or is not ready in time
     */
    public static Target open(Settings settings, Dialect dialect, ServiceCode code) {
        TargetSettings target = settings.readRoot(TargetSettings.class);
        Map<String, String> service = new LinkedHashMap<>();
        service.put(Settings.key("service.host"), "127.0.0.1");
        service.put(Settings.key("service.port"), "0");
        return new ReferenceService(code, service, Databases.start(settings), target.instances())
                .start(settings, dialect);
    }

    /**
     * Returns this service when it is ready, with the database of the settings; whatever they call the target.
     *
     * @throws TargetException if it ends, or is not ready in time, with the last that it said
     */
    public static Target open(Settings settings, Dialect dialect, ForeignService service) {
        return ForeignTarget.start(settings, dialect, service);
    }

    /**
     * Returns the reference service when it is ready.
     *
     * @param dialect that it speaks, if that is one of those shipped; in any other it is spoken to as it is
     * @param given settings put over these, by their full names
     * @param database that it keeps its timers in, stopped with it or if it does not start; empty: as its settings say
     * @param instances processes of the service, which share the database
     */
    public static Target serve(
            Settings settings,
            Dialect dialect,
            Map<String, String> given,
            Optional<DatabaseServer> database,
            int instances) {
        return new ReferenceService(ServiceCode.own(), given, database, instances).start(settings, dialect);
    }

    static Optional<String> tokenOfEnvironment() {
        return ApiToken.ofEnvironment();
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
            processes.put(MetricScope.SERVICE, known);
        }
        database.flatMap(DatabaseServer::process)
                .ifPresent(process -> processes.put(MetricScope.DATABASE, List.of(process)));
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
