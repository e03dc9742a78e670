package timerbench.harness.load;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import timerbench.harness.judge.history.History.HistorySettings;
import timerbench.harness.load.fault.FaultPlan;
import timerbench.harness.load.injector.InjectorSettings;
import timerbench.harness.load.injector.OwnInjector;
import timerbench.harness.load.live.LiveSettings;
import timerbench.harness.measure.DatabaseWatch;
import timerbench.harness.measure.callback.ReceiverSettings;
import timerbench.harness.targets.Target;
import timerbench.harness.targets.TrustStore;
import timerbench.harness.targets.dialect.Dialect;
import timerbench.harness.targets.proxy.ToxiproxySettings;
import timerbench.settings.ApiToken;
import timerbench.settings.InputCheck;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

/**
 * Settings of a run, of which all that any part of it reads are right.
 *
 * @param own the simulation's block
 * @param <S> the record of that block
 */
record CheckedSettings<S extends Record>(Settings all, S own, Dialect dialect) {
    /**
     * Returns the settings of this process.
     *
     * @param block the name of the simulation's block of settings
     * @throws SettingsException if any are wrong, with all that is
     */
    static <S extends Record> CheckedSettings<S> of(LoadSimulation simulation, String block, Class<S> type) {
        Settings settings = SimulationSettings.get();
        WrongSettings wrong = new WrongSettings();
        Optional<S> own = wrong.unlessWrong(() -> settings.readProfiled(block, type));
        Optional<Dialect> dialect = wrong.unlessWrong(() -> Target.dialect(settings));
        dialect.ifPresent(known -> {
            wrong.check(() -> requireNothing(simulation, known, Simulations.missing(simulation.getClass(), known)));
            wrong.check(() -> Target.check(settings, known));
        });
        wrong.check(() -> settings.read("receiver", ReceiverSettings.class));
        wrong.check(() -> settings.read("history", HistorySettings.class));
        wrong.check(() -> LoadWatch.Settings.of(settings));
        wrong.check(() -> LiveSettings.of(settings));
        wrong.check(() -> requireShareable(simulation, settings));
        wrong.check(() -> InjectorEngines.of(settings, Path.of("")));
        wrong.check(() -> DatabaseWatch.check(settings));
        wrong.check(() -> ToxiproxySettings.of(settings));
        wrong.check(() -> DryRun.isChosen(settings));
        wrong.check(() -> FaultPlan.of(settings));
        wrong.check(ApiToken::ofEnvironment);
        wrong.check(TrustStore::require);
        ServiceLoader.load(InputCheck.class).forEach(input -> wrong.check(() -> input.check(settings)));
        wrong.throwIfAny();
        return new CheckedSettings<>(settings, own.orElseThrow(), dialect.orElseThrow());
    }

    private static void requireShareable(LoadSimulation simulation, Settings settings) {
        boolean isShared = !OwnInjector.of(settings).isAlone()
                || InjectorSettings.of(settings).isShared();
        Simulations.whyNotShared(simulation.getClass())
                .filter(reason -> isShared)
                .ifPresent(reason -> {
                    throw new SettingsException(reason);
                });
    }

    /** @throws SettingsException if anything is missing; the message names it */
    static void requireNothing(LoadSimulation simulation, Dialect dialect, List<String> missing) {
        if (!missing.isEmpty()) {
            throw new SettingsException("dialect " + dialect.name() + " has no " + String.join(", no ", missing)
                    + ", which " + simulation.getClass().getSimpleName() + " needs");
        }
    }
}
