package timerbench.harness.load;

import io.gatling.javaapi.core.Simulation;

/** A simulation with a {@link Benchmark}. When Gatling has ended its {@link Load}, the load makes the results. */
public abstract class LoadSimulation extends Simulation {
    private Runnable begin = () -> {};
    private Runnable finish = () -> {};

    /** Sets the action right before Gatling begins to inject virtual users. Without one, nothing is done. */
    final void beforehand(Runnable action) {
        begin = action;
    }

    /** Sets the action after the load. Without one, nothing is done. */
    final void afterwards(Runnable action) {
        finish = action;
    }

    @Override
    public final void before() {
        begin.run();
    }

    @Override
    public final void after() {
        finish.run();
    }
}
