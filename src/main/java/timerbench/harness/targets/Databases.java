package timerbench.harness.targets;

import java.time.Duration;
import java.util.Optional;
import timerbench.harness.targets.database.DatabaseServer;
import timerbench.harness.targets.database.Provision;
import timerbench.settings.Settings;

/** Starts or finds the database that the settings ask for. */
public final class Databases {
    private Databases() {}

    /** The settings at the root that choose the database. */
    record Wanted(Product database, Provision provision, Duration startTimeout) {}

    /**
     * Returns the database of the settings when it answers; empty if the service keeps its timers in its own memory.
     *
     * @throws timerbench.harness.targets.process.DatabaseException if it cannot be had, with the reason and what to do
     */
    public static Optional<DatabaseServer> start(Settings settings) {
        return start(settings, settings.readRoot(Wanted.class).database());
    }

    /**
     * Returns a server of this product, whichever the settings name.
     *
     * @throws timerbench.settings.SettingsException if a setting of any product is wrong
     */
    public static Optional<DatabaseServer> start(Settings settings, Product product) {
        Wanted wanted = settings.readRoot(Wanted.class);
        for (Product each : Product.values()) {
            each.source().ifPresent(source -> source.check(settings));
        }
        return product.source().map(source -> source.start(wanted.provision(), settings, wanted.startTimeout()));
    }
}
