package timerbench.harness.load;

import io.gatling.javaapi.core.Simulation;

/** A simulation with a {@link Benchmark}. When Gatling has ended its {@link Load}, the load makes the results. */
public abstract class LoadSimulation extends Simulation {
    private Runnable finish = () -> {};

    /** Sets the action after the load. Without one, nothing is done. */
    final void afterwards(Runnable action) {
        finish = action;
    }

    @Override
    public final void after() {
        finish.run();
    }
}
