package timerbench.harness.load.injector;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Starts injectors: as processes of this machine, as containers, or as pods. */
public interface InjectorEngine {
    /**
     * Starts all injectors of a run, and returns them at once: they are not ready yet.
     *
     * @throws IOException if they cannot be started; nothing of them is left then. The message says why, and what to
     *     do
     */
    RunningInjectors start(Launch launch) throws IOException;

    /**
     * What to start.
     *
     * @param name of the run: lower-case letters, digits and hyphens, unique, at most 40 characters
     * @param count at least one
     * @param simulation the full name of its class
     * @param settings by full names, the same for all injectors, without those of the engine
     * @param token of the target; it must be in no argument, label or log
     */
    record Launch(String name, int count, String simulation, Map<String, String> settings, Optional<String> token) {
        public Launch {
            if (count < 1) {
                throw new IllegalArgumentException("there must be at least 1 injector, was " + count);
            }
            settings = Map.copyOf(settings);
        }

        /** Says nothing of the token. */
        @Override
        public String toString() {
            return "Launch[" + name + ", " + count + " of " + simulation + "]";
        }
    }
}
