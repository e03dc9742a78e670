package timerbench.harness.load;

import timerbench.settings.Settings;

/**
 * Check of input that simulations read beside their own settings, such as the files of their feeders. All checks that
 * {@code META-INF/services} names run before anything is started ({@link java.util.ServiceLoader}).
 */
public interface InputCheck {
    /**
     * Reads one kind of input, and checks it.
     *
     * @throws timerbench.settings.SettingsException if a file or a setting is wrong
     */
    void check(Settings settings);
}
