package timerbench.harness.targets.database;

import java.time.Duration;
import java.util.Optional;
import timerbench.settings.Settings;

/** Where the servers of one product come from. Each product has a package with one implementation, without state. */
public interface DatabaseSource {
    /**
     * Reads all settings of this product, whether a run needs them or not.
     *
     * @throws timerbench.settings.SettingsException if one is wrong
     */
    void check(Settings settings);

    /**
     * Checks that the product can be provided in this way.
     *
     * @throws timerbench.settings.SettingsException if it cannot; the message names the ways that there are
     */
    default void require(Provision provision) {}

    /** Returns why a server that was killed or shut down does not come back with its data; empty if it does. */
    default Optional<String> notStartedAgain(Provision provision) {
        return Optional.empty();
    }

    /** Returns why there can be no link in front of the server; empty if there can. */
    Optional<String> notLinkable(Provision provision, Settings settings);

    /**
     * Returns a server that answers.
     *
     * @param timeout for each of: fetching the program or image, starting it
     * @throws timerbench.harness.targets.process.DatabaseException if there is none, with the reason and what to do
     */
    default DatabaseServer start(Provision provision, Settings settings, Duration timeout) {
        return switch (provision) {
            case EMBEDDED -> embedded(settings, timeout);
            case DOCKER -> contained(settings, timeout);
            case EXTERNAL -> external(settings);
        };
    }

    /** Starts a server in processes of this machine. */
    DatabaseServer embedded(Settings settings, Duration timeout);

    /** Starts a server in a container, from the image of the block {@code docker.database}. */
    DatabaseServer contained(Settings settings, Duration timeout);

    /** Finds the server of the block {@code external}, and makes room for this run there. */
    DatabaseServer external(Settings settings);
}
