package timerbench.service;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import timerbench.service.api.ApiSettings;
import timerbench.service.engine.CallbackHosts;
import timerbench.service.engine.EngineSettings;
import timerbench.service.store.QueueSettings;
import timerbench.service.timer.Dialect;
import timerbench.service.timer.Shards;
import timerbench.service.timer.Slowdown;
import timerbench.settings.ApiToken;

/**
 * The {@code timerbench.service} block of the settings, but for the blocks of the databases, which {@link Database}
 * reads; {@code reference.conf} says what each means.
 */
record ServiceSettings(
        Database database,
        Duration startTimeout,
        Dialect dialect,
        String host,
        int port,
        int eventLoops,
        int bodyLimit,
        int connections,
        Duration requestTimeout,
        Duration idleTimeout,
        int shards,
        int poolSize,
        int batchSize,
        int queueOperations,
        long queueBytes,
        int callbacks,
        String callbackHosts,
        Duration leaseTerm,
        Duration lookAhead,
        Duration maxClockOffset,
        boolean stopWithStdin,
        Slowdown slowdown) {

    ServiceSettings {
        if (maxClockOffset.isZero() || maxClockOffset.isNegative()) {
            throw new IllegalArgumentException("maxClockOffset must be positive, was " + maxClockOffset);
        }
        // Checked here, where the place of the settings is known for the message.
        var unused = List.of(
                new Shards(shards),
                new ApiSettings(
                        host,
                        port,
                        dialect,
                        Optional.empty(),
                        eventLoops,
                        bodyLimit,
                        connections,
                        requestTimeout,
                        idleTimeout),
                new QueueSettings(poolSize, batchSize, queueOperations, queueBytes),
                new EngineSettings(callbacks, leaseTerm, lookAhead, dialect, slowdown),
                CallbackHosts.of(callbackHosts));
    }

    /** @throws timerbench.settings.SettingsException if the token of the environment does not fit into a request */
    ApiSettings api() {
        return new ApiSettings(
                host,
                port,
                dialect,
                ApiToken.ofEnvironment(),
                eventLoops,
                bodyLimit,
                connections,
                requestTimeout,
                idleTimeout);
    }

    QueueSettings queue() {
        return new QueueSettings(lanes(), batchSize, queueOperations, queueBytes);
    }

    /** Returns how many batches of requests are in flight to the store at once. */
    int lanes() {
        return poolSize * database.batchesPerConnection();
    }

    EngineSettings engine() {
        return new EngineSettings(callbacks, leaseTerm, lookAhead, dialect, slowdown);
    }
}
