package timerbench.settings;

import java.util.ServiceLoader;

/**
 * Check of settings and other input that whoever starts a run does not know, such as the files of the feeders. All checks
 * that {@code META-INF/services} names run before anything is started ({@link ServiceLoader}).
 */
public interface InputCheck {
    /**
     * Reads one kind of input, and checks it.
     *
     * @throws SettingsException if a file or a setting is wrong
     */
    void check(Settings settings);

    /**
     * Runs all checks that there are.
     *
     * @throws SettingsException if a file or a setting is wrong
     */
    static void checkAll(Settings settings) {
        ServiceLoader.load(InputCheck.class).forEach(input -> input.check(settings));
    }
}
