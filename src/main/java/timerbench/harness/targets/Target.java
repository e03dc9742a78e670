package timerbench.harness.targets;

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
import timerbench.harness.targets.dialect.TimerOptions;
import timerbench.harness.targets.dialect.Value;
import timerbench.harness.targets.process.AtExit;
import timerbench.harness.targets.process.Disturbable;
import timerbench.harness.targets.proxy.Links;
import timerbench.settings.ApiToken;
import timerbench.settings.Settings;

/** The target of a load: a service that is ready, started here or found at its addresses. */
public final class Target implements AutoCloseable {
    private final List<String> urls;
    private final Optional<DatabaseServer> database;
    private final List<DisturbableService> services;
    private final List<TargetPart> parts;
    private final Optional<TargetPart> databasePart;
    private final Dialect dialect;
    private final Optional<String> token;
    private final RunTarget description;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtExit stop;

    Target(
            List<String> urls,
            Dialect dialect,
            Optional<DatabaseServer> database,
            List<DisturbableService> services,
            RunTarget description) {
        this.urls = urls;
        this.dialect = dialect;
        this.token = tokenOfEnvironment();
        this.database = database;
        this.services = services;
        this.parts = services.stream()
                .map(service -> new TargetPart(Optional.of(service), service::handle))
                .toList();
        this.databasePart = database.map(server -> new TargetPart(server.disturbable(), server::process));
        this.description = description;
        this.stop = new AtExit("stop-target", this::stop);
    }

    /** Returns the dialect of the settings. */
    public static Dialect dialect(Settings settings) {
        return Dialect.load(settings.readRoot(TargetSettings.class).dialect());
    }

    /**
     * Opens the target of the settings and returns it when it is ready.
     *
     * @throws TargetException if it is not ready in time, or refuses the token
     */
    public static Target open(Settings settings, Dialect dialect) {
        return open(settings, dialect, new Links());
    }

    /**
     * Opens the target of the settings as {@link #open(Settings, Dialect)} does.
     *
     * @param links to its database, if it is started here
     */
    public static Target open(Settings settings, Dialect dialect, Links links) {
        return settings.readRoot(TargetSettings.class).form().open(settings, dialect, links);
    }

    /**
     * Starts the reference service from this code, whatever target the settings name.
     *
     * @throws TargetException if it does not start, or is not ready in time
     * @throws timerbench.settings.SettingsException if it cannot speak the dialect
     */
    public static Target open(Settings settings, Dialect dialect, ServiceCode code) {
        return open(settings, dialect, code, new Links());
    }

    static Target open(Settings settings, Dialect dialect, ServiceCode code, Links links) {
        ReferenceService.requireSpoken(dialect);
        TargetSettings target = settings.readRoot(TargetSettings.class);
        Map<String, String> service = new LinkedHashMap<>();
        service.put(Settings.key("service.host"), "127.0.0.1");
        service.put(Settings.key("service.port"), "0");
        return new ReferenceService(code, service, Databases.start(settings).map(links::before), target.instances())
                .start(settings, dialect);
    }

    /**
     * Starts the reference service and returns it when it is ready.
     *
     * @param dialect the dialect of requests; the service is configured to speak it if it is a shipped one
     * @param given settings put over these, by their full names
     * @param database the database of its timers, stopped with it or if the start fails; empty: according to its
     *     settings
     * @param instances number of processes, which share the database
     */
    public static Target serve(
            Settings settings,
            Dialect dialect,
            Map<String, String> given,
            Optional<DatabaseServer> database,
            int instances) {
        return new ReferenceService(ServiceCode.own(), given, database, instances).start(settings, dialect);
    }

    /**
     * Checks the settings that {@link #open} reads, and starts nothing.
     *
     * @throws timerbench.settings.SettingsException if one is wrong, or does not go with the dialect
     */
    public static void check(Settings settings, Dialect dialect) {
        settings.readRoot(TargetSettings.class).form().check(settings, dialect);
    }

    /** Checks the settings for the reference service, whatever target they name. */
    public static void checkReference(Settings settings, Dialect dialect) {
        ReferenceService.check(settings, dialect);
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

    /** Returns the token of the environment. */
    public Optional<String> token() {
        return token;
    }

    /** Returns the values that all timers have: the token, and the options of timers whose callbacks matter. */
    public Value.Source options() {
        return TimerOptions.with(token);
    }

    /** Returns the database; empty if it is unknown. */
    public Optional<DatabaseServer> database() {
        return database;
    }

    public RunTarget description() {
        return description;
    }

    /** Returns how the instances of the service are disturbed, in their order; none of a remote target. */
    public List<Disturbable> disturbableServices() {
        return List.copyOf(parts);
    }

    /** Returns how the database is disturbed; empty if that is not possible. */
    public Optional<Disturbable> disturbableDatabase() {
        return databasePart.flatMap(TargetPart::disturbable);
    }

    /**
     * Returns the root processes of the service and the database by their names; none of a remote target. A process
     * that a fault has ended is followed by another one.
     */
    public Map<String, List<ProcessHandle>> processes() {
        Map<String, List<ProcessHandle>> processes = new LinkedHashMap<>();
        List<ProcessHandle> known =
                parts.stream().flatMap(part -> part.process().stream()).toList();
        if (!known.isEmpty() && known.size() == parts.size()) {
            processes.put(MetricScope.SERVICE, known);
        }
        databasePart
                .flatMap(TargetPart::process)
                .ifPresent(process -> processes.put(MetricScope.DATABASE, List.of(process)));
        return processes;
    }

    /**
     * Calls the listener, once per process, when a process ends before this target is closed, other than by a fault.
     */
    public void onDeath(Consumer<String> listener) {
        parts.forEach(part -> part.onDeath(process -> died(listener, MetricScope.SERVICE, process)));
        databasePart.ifPresent(part -> part.onDeath(process -> died(listener, MetricScope.DATABASE, process)));
    }

    private void died(Consumer<String> listener, String word, ProcessHandle process) {
        if (!closed.get()) {
            listener.accept("the " + word + " (process " + process.pid() + ") ended during the run");
        }
    }

    /** Stops everything that was started here. Closing twice is harmless. */
    @Override
    public void close() {
        stop.now();
    }

    private void stop() {
        closed.set(true);
        services.forEach(DisturbableService::close);
        database.ifPresent(DatabaseServer::close);
    }
}
