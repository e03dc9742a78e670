package timerbench.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import timerbench.address.Address;
import timerbench.service.api.ApiServer;
import timerbench.service.api.ApiSettings;
import timerbench.service.api.ServiceMetrics;
import timerbench.service.engine.CallbackHosts;
import timerbench.service.engine.DatabaseClock;
import timerbench.service.engine.Engine;
import timerbench.service.store.BatchQueue;
import timerbench.service.store.Store;
import timerbench.service.store.StoreException;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

/**
 * The reference service as a process. It prints {@code LISTENING <port>} when it answers. It ends on SIGTERM, and at
 * the end of its standard input if {@code stopWithStdin} is set. Exit codes: 2 for wrong settings, 3 if it could not
 * start or one of its threads died.
 */
public final class ServiceMain {
    private static final Duration WATCH_PERIOD = Duration.ofSeconds(1);

    private ServiceMain() {}

    public static void main(String[] args) {
        ThreadWatch watch = ThreadWatch.ofProcess();
        try {
            Settings settings = Settings.load();
            run(settings, settings.readPart("service", ServiceSettings.class), watch);
        } catch (SettingsException e) {
            end(2, e);
        } catch (StoreException | IllegalStateException e) {
            end(3, e);
        }
    }

    private static void run(Settings all, ServiceSettings settings, ThreadWatch watch) {
        ApiSettings api = settings.api();
        Store store = Database.open(all, settings);
        ServiceMetrics metrics = new ServiceMetrics();
        metrics.describe(store.info());
        store.connection().meters().bindTo(metrics.registry());
        BatchQueue queue = new BatchQueue(store.timers(), store.shards(), settings.queue(), metrics.registry());
        CallbackHosts hosts = CallbackHosts.of(settings.callbackHosts());
        DatabaseClock clock = DatabaseClock.of(store.leases(), settings.maxClockOffset(), metrics.registry());
        Engine engine = Engine.start(store, settings.engine(), hosts, clock, metrics.registry());
        metrics.count(engine::pending);
        ApiServer server = ApiServer.start(api, store, queue, engine, hosts, metrics, clock);
        watch.over(server.threads(), WATCH_PERIOD);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            watch.stop();
                            close(server, queue, engine, store, metrics);
                        },
                        "stop"));
        System.out.println("LISTENING " + server.port());
        if (settings.stopWithStdin()) {
            haltWithStdin();
        }
    }

    private static void close(ApiServer server, BatchQueue queue, Engine engine, Store store, ServiceMetrics metrics) {
        server.close();
        queue.close();
        engine.close();
        store.close();
        metrics.close();
    }

    /** Halts at the end of standard input: the parent process is gone, so nobody waits for an answer or a clean end. */
    private static void haltWithStdin() {
        try {
            while (System.in.read() >= 0) {
                // The parent sends nothing.
            }
        } catch (IOException e) {
            throw new UncheckedIOException("standard input", e);
        } finally {
            Runtime.getRuntime().halt(0);
        }
    }

    private static void end(int exitCode, Exception e) {
        System.err.println(Address.redacted(e.getMessage()));
        System.exit(exitCode);
    }
}
