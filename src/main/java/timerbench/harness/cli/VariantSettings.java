package timerbench.harness.cli;

import java.util.function.Function;
import timerbench.harness.compare.Variant;
import timerbench.settings.Settings;

/** The settings of this process with those of a variant put over them. */
final class VariantSettings {
    private VariantSettings() {}

    /** Returns what comes of it while they are in force: processes that are started meanwhile have them, too. */
    static <T> T with(Variant variant, Function<Settings, T> use) {
        variant.settings().forEach(System::setProperty);
        try {
            return use.apply(Settings.load());
        } finally {
            variant.settings().keySet().forEach(System::clearProperty);
        }
    }
}
