package timerbench.harness.load;

import io.gatling.core.Predef$;
import io.gatling.core.config.GatlingConfiguration$;
import io.gatling.javaapi.core.Simulation;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import timerbench.settings.Settings;

/**
 * A simulation that is only to be checked: it reads and declares everything as for a run, and ends where it would start
 * the target.
 */
public final class SimulationCheck {
    private static final ThreadLocal<SimulationCheck> RUNNING = new ThreadLocal<>();

    private final Settings settings;
    private final List<Runnable> closing = new ArrayList<>();

    private SimulationCheck(Settings settings) {
        this.settings = settings;
    }

    /**
     * Checks all settings that a run of the simulation would read. Starts nothing, and does not end the process.
     *
     * @param simulation the full name of its class
     * @throws timerbench.settings.SettingsException if the run would be refused because of its settings; the message
     *     is that of the run
     */
    public static void check(String simulation, Settings settings) {
        var unused = loadTime(simulation, settings);
    }

    /**
     * Checks the settings as {@link #check} does, and returns how long the load of the run usually takes, without
     * what is created before it.
     */
    public static Duration loadTime(String simulation, Settings settings) {
        SimulationCheck check = new SimulationCheck(settings);
        RUNNING.set(check);
        try {
            open(simulation);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Passed passed) {
                return passed.loadTime;
            }
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(simulation + " is no simulation", e);
        } finally {
            RUNNING.remove();
            check.closing.forEach(Runnable::run);
        }
        return Duration.ZERO;
    }

    /** Makes a simulation without Gatling: it declares everything as for a run. */
    static void open(String simulation) throws ReflectiveOperationException {
        if (Predef$.MODULE$._configuration() == null) {
            Predef$.MODULE$._configuration_$eq(GatlingConfiguration$.MODULE$.load());
        }
        var unused = Class.forName(simulation)
                .asSubclass(Simulation.class)
                .getConstructor()
                .newInstance();
    }

    /** Returns the check that runs in this thread, if any. */
    static Optional<SimulationCheck> running() {
        return Optional.ofNullable(RUNNING.get());
    }

    Settings settings() {
        return settings;
    }

    /** Runs this at the end of the check. */
    void atEnd(Runnable close) {
        closing.add(close);
    }

    /** Returns what to throw where the target would be started. */
    static RuntimeException passed(Duration loadTime) {
        return new Passed(loadTime);
    }

    private static final class Passed extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final Duration loadTime;

        private Passed(Duration loadTime) {
            super("nothing is wrong", null, false, false);
            this.loadTime = loadTime;
        }
    }
}
