package timerbench.harness.load.injector;

import timerbench.harness.load.plan.Share;
import timerbench.settings.Settings;

/**
 * The {@code injector} block of the settings: which of several injectors this process is.
 *
 * @param index from 0
 * @param count of the injectors that share the load; 1 if this process sends all of it
 * @param folder in which it and its coordinator leave files for each other; empty if it has no coordinator
 */
public record OwnInjector(int index, int count, String folder) {
    public OwnInjector {
        var unused = new Share(index, count);
    }

    /**
     * Returns the settings that are given.
     *
     * @throws timerbench.settings.SettingsException if one is wrong
     */
    public static OwnInjector of(Settings settings) {
        return settings.read("injector", OwnInjector.class);
    }

    /** Returns whether this process sends the whole load. */
    public boolean isAlone() {
        return count == 1;
    }

    /** Returns what the process sends of the load. */
    public Share share() {
        return new Share(index, count);
    }

    /** Returns whether a coordinator waits for the part of this process. */
    public boolean isCoordinated() {
        return !folder.isEmpty();
    }
}
