package timerbench.harness.load;

import timerbench.settings.Settings;

/**
 * Reads what simulations are made of beside their own settings, such as the files of their feeders, before anything
 * is started. Those that {@code META-INF/services} names are found by {@link java.util.ServiceLoader}.
 */
public interface InputCheck {
    /**
     * Reads one kind of input.
     *
     * @throws timerbench.settings.SettingsException if a file or a setting is wrong
     */
    void check(Settings settings);
}
