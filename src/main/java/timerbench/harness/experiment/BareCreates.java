package timerbench.harness.experiment;

import java.time.Duration;
import java.util.Optional;
import timerbench.harness.judge.compare.CellResult.BareDriver;
import timerbench.harness.targets.Databases;
import timerbench.harness.targets.database.DatabaseServer;
import timerbench.settings.Settings;

/** Measures creates by the bare driver of a database, always for the same time. */
public final class BareCreates {
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final Duration MEASURED = Duration.ofSeconds(5);

    private BareCreates() {}

    /** Returns how many timers per second the bare driver writes, and closes the server. */
    public static double perSecond(DatabaseServer server) {
        try (server) {
            return server.bareCreatesPerSecond(WARM_UP, MEASURED);
        }
    }

    /** Measures the bare driver on the database of the settings, on a server of its own; empty for memory. */
    static Optional<BareDriver> of(Settings settings) {
        try {
            return Databases.start(settings).map(BareCreates::perSecond).map(BareDriver::wrote);
        } catch (RuntimeException e) {
            // Drivers have exceptions of their own. The run goes on without this figure.
            return Optional.of(BareDriver.failed(String.valueOf(e.getMessage())));
        }
    }
}
