package simulations.support;

import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.PopulationBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import timerbench.harness.load.Benchmark;
import timerbench.harness.load.Load;
import timerbench.harness.load.Thresholds;
import timerbench.harness.load.plan.LoadPhases;
import timerbench.harness.load.plan.OpenPlan;

/** An open load: operations at rates of their own, at the same time, each with its warm-up, ramp and hold. */
public final class Rates {
    private final Benchmark<?> benchmark;
    private final LoadPhases shape;
    private final Map<String, LoadPhases> phases = new LinkedHashMap<>();
    private final Map<String, Step> steps = new LinkedHashMap<>();

    /** @param shape whose durations all operations have, and whose ramp they follow in proportion */
    public Rates(Benchmark<?> benchmark, LoadPhases shape) {
        this.benchmark = benchmark;
        this.shape = shape;
    }

    /**
     * Adds an operation, unless its rate is 0. Ends the process if the operation cannot be sent at that rate.
     *
     * @param operation the name of its requests
     * @param rate a second, during the hold
     * @param step what one virtual user does; it sends one request under that name
     */
    public Rates with(String operation, double rate, Step step) {
        if (rate > 0) {
            phases.put(operation, benchmark.valid(operation, () -> shape.at(rate)));
            steps.put(operation, step);
        }
        return this;
    }

    /** Returns the plan of all operations. Ends the process if the plan is not valid. */
    public OpenPlan plan() {
        return benchmark.valid("load", () -> new OpenPlan(phases));
    }

    /** Adds the same limits for every operation. */
    public void judgeBy(Thresholds.OfRate thresholds) {
        phases.keySet().forEach(operation -> benchmark.judgeBy(operation, thresholds));
    }

    /** Returns the virtual users: a warm-up and a load for each operation. */
    public List<PopulationBuilder> users(Load load) {
        List<PopulationBuilder> users = new ArrayList<>();
        steps.forEach((operation, step) -> {
            users.add(load.inject(
                    scenario("warm-up " + operation).exec(step.by(load.warmUp())),
                    phases.get(operation).warmUpLoad()));
            users.add(load.inject(
                    scenario(operation).exec(step.by(load.measured())),
                    phases.get(operation).load()));
        });
        return users;
    }

    /** Returns the virtual users, and what follows those of the last operation. */
    public List<PopulationBuilder> usersThen(Load load, PopulationBuilder next) {
        List<PopulationBuilder> users = new ArrayList<>(users(load));
        int last = users.size() - 1;
        users.set(last, users.get(last).andThen(next));
        return users;
    }
}
