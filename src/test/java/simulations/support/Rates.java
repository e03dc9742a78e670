package simulations.support;

import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import timerbench.harness.load.Benchmark;
import timerbench.harness.load.LoadPhase;
import timerbench.harness.load.RateThresholds;
import timerbench.harness.load.plan.LoadPhases;
import timerbench.harness.load.plan.OpenPlan;

/** An open load: operations at rates of their own, at the same time, each with its warm-up, ramp and hold. */
public final class Rates {
    private final Benchmark benchmark;
    private final LoadPhases shape;
    private final Map<String, LoadPhases> phases = new LinkedHashMap<>();
    private final Map<String, Function<LoadPhase, ChainBuilder>> steps = new LinkedHashMap<>();

    /** @param shape whose durations all operations have, and whose ramp they follow in proportion */
    public Rates(Benchmark benchmark, LoadPhases shape) {
        this.benchmark = benchmark;
        this.shape = shape;
    }

    /**
     * Adds an operation; none if its rate is 0. Ends the process if it cannot be loaded at that rate.
     *
     * @param operation the name of its requests
     * @param rate a second, during the hold
     * @param step what one virtual user does; it sends one request under that name
     */
    public Rates with(String operation, double rate, Function<LoadPhase, ChainBuilder> step) {
        if (rate > 0) {
            phases.put(operation, valid(operation, () -> shape.at(rate)));
            steps.put(operation, step);
        }
        return this;
    }

    /** Returns the plan of all of them. Ends the process if it cannot be kept. */
    public OpenPlan plan() {
        return valid("load", () -> new OpenPlan(phases));
    }

    private <T> T valid(String what, Supplier<T> load) {
        try {
            return load.get();
        } catch (IllegalArgumentException e) {
            throw benchmark.refused(what + ": " + e.getMessage());
        }
    }

    /** Returns the scenarios: a warm-up and a load for each operation. */
    public List<PopulationBuilder> scenarios() {
        List<PopulationBuilder> scenarios = new ArrayList<>();
        steps.forEach((operation, step) -> {
            scenarios.add(scenario("warm-up " + operation)
                    .exec(step.apply(LoadPhase.WARM_UP))
                    .injectOpen(phases.get(operation).warmUpLoad()));
            scenarios.add(load(operation));
        });
        return scenarios;
    }

    private PopulationBuilder load(String operation) {
        return scenario(operation)
                .exec(steps.get(operation).apply(LoadPhase.MEASURED))
                .injectOpen(phases.get(operation).load());
    }

    /** Returns the same, and what follows the load of the last operation. */
    public List<PopulationBuilder> scenariosThen(PopulationBuilder next) {
        List<PopulationBuilder> scenarios = new ArrayList<>(scenarios());
        int last = scenarios.size() - 1;
        scenarios.set(last, scenarios.get(last).andThen(next));
        return scenarios;
    }

    /** Has every operation judged by the same thresholds, and returns the assertions for Gatling to judge by. */
    public List<Assertion> judge(RateThresholds thresholds) {
        List<Assertion> assertions = new ArrayList<>();
        phases.keySet().forEach(operation -> assertions.addAll(benchmark.judgeBy(operation, thresholds)));
        return assertions;
    }
}
