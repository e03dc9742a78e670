package timerbench.harness.targets;

import java.time.Duration;
import java.util.Optional;
import timerbench.harness.targets.database.DatabaseServer;
import timerbench.harness.targets.database.DatabaseSource;
import timerbench.harness.targets.database.Provision;
import timerbench.harness.targets.fault.FaultKind;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

/** Starts or finds the database that the settings ask for. */
public final class Databases {
    private static final String EXTERNAL = "an external database may work for others, too, and is left alone; use the"
            + " kind command, or a database that is embedded or in a container";

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
     * @throws timerbench.settings.SettingsException as for {@link #check}
     */
    public static Optional<DatabaseServer> start(Settings settings, Product product) {
        check(settings, product);
        Wanted wanted = settings.readRoot(Wanted.class);
        return product.source().map(source -> source.start(wanted.provision(), settings, wanted.startTimeout()));
    }

    /**
     * Checks the settings that the start of the database reads, and starts nothing.
     *
     * @throws timerbench.settings.SettingsException if a setting of any product is wrong, or if there is no such way to
     *     provide the database
     */
    public static void check(Settings settings) {
        check(settings, settings.readRoot(Wanted.class).database());
    }

    /** Checks the settings for a server of this product, whichever the settings name. */
    public static void check(Settings settings, Product product) {
        Wanted wanted = settings.readRoot(Wanted.class);
        for (Product each : Product.values()) {
            each.source().ifPresent(source -> source.check(settings));
        }
        product.source().ifPresent(source -> source.require(wanted.provision()));
    }

    /**
     * Checks that the database of these settings can be disturbed in this way, if the target uses it.
     *
     * @throws SettingsException if it cannot; the message says why, and what can be done
     */
    public static void requireDisturbable(Settings settings, FaultKind kind) {
        notDisturbable(settings, kind).ifPresent(why -> {
            throw new SettingsException("on: " + why);
        });
    }

    private static Optional<String> notDisturbable(Settings settings, FaultKind kind) {
        Wanted wanted = settings.readRoot(Wanted.class);
        return wanted.database()
                .source()
                .map(source -> notDisturbable(source, wanted.provision(), settings, kind))
                .orElse(Optional.of("the service keeps its timers in its own memory; name a database ("
                        + Settings.key("database") + ", --database)"));
    }

    private static Optional<String> notDisturbable(
            DatabaseSource source, Provision provision, Settings settings, FaultKind kind) {
        boolean isExternal = provision == Provision.EXTERNAL;
        return switch (kind) {
            case SLOW, CUT -> source.notLinkable(provision, settings);
            case KILL, RESTART -> isExternal ? Optional.of(EXTERNAL) : source.notStartedAgain(provision);
            case STOP -> isExternal ? Optional.of(EXTERNAL) : Optional.empty();
            case REFUSE, COMMAND -> Optional.empty();
        };
    }
}
