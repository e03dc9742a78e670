package simulations;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import simulations.support.Operations;
import simulations.support.Population;
import simulations.support.Rates;
import timerbench.harness.load.Benchmark;
import timerbench.harness.load.CallbackThresholds;
import timerbench.harness.load.Callbacks;
import timerbench.harness.load.DueRange;
import timerbench.harness.load.Load;
import timerbench.harness.load.Sender;
import timerbench.harness.load.Thresholds;
import timerbench.harness.load.plan.LoadPhases;

/**
 * Open load of every operation, each at a rate of its own, over one population of timers; some of it is brought
 * forward.
 */
final class EveryOperation {
    /**
     * Requests a second of each kind.
     *
     * @param advance updates that bring a timer forward, so that it is due within seconds
     */
    record OperationRates(double create, double read, double update, double delete, double advance) {
        OperationRates {
            if (!(create > 0 && advance > 0 && read >= 0 && update >= 0 && delete >= 0)) {
                throw new IllegalArgumentException("create and advance must be above 0, the others at least 0");
            }
        }
    }

    /** The settings that simulations with this load have in common; {@code reference.conf} describes each. */
    interface Settings {
        int timers();

        OperationRates rates();

        Duration dueFrom();

        Duration dueTo();

        Duration warmUp();

        Duration ramp();

        Duration hold();

        Duration drain();

        Duration listenOn();

        Duration lateAfter();

        Thresholds.OfRate thresholds();

        CallbackThresholds callbackThresholds();
    }

    private final Settings settings;
    private final DueRange due;
    private final Operations operations;
    private final Population population;
    private final Rates rates;
    private final Load load;

    <S extends Record & Settings> EveryOperation(Benchmark<S> benchmark) {
        settings = benchmark.settings();
        due = benchmark.due(settings.dueFrom(), settings.dueTo());
        Callbacks callbacks = benchmark.callbacks(settings.drain(), settings.listenOn(), settings.lateAfter());
        operations = new Operations(benchmark, callbacks);
        population = new Population(operations.timers().seed());
        rates = rates(benchmark);
        rates.judgeBy(settings.thresholds());
        benchmark.judgeBy(settings.callbackThresholds());
        benchmark.createsBefore(settings.timers());
        load = benchmark.load(rates.plan(), callbacks);
    }

    private Rates rates(Benchmark<?> benchmark) {
        LoadPhases shape = LoadPhases.fromATenth(settings.warmUp(), settings.ramp(), settings.hold());
        return new Rates(benchmark, shape)
                .with("create", settings.rates().create(), population.adding(operations::create))
                .with("read", settings.rates().read(), population.with(operations::read))
                .with("update", settings.rates().update(), population.with(operations::update))
                .with("delete", settings.rates().delete(), population.using(operations::delete))
                .with("advance", settings.rates().advance(), this::advance);
    }

    /** The lateness of the timers of the population is measured, so the warm-up makes timers of its own. */
    private ChainBuilder advance(Sender sender) {
        return sender.isWarmUp()
                ? operations.createDueIn(due).by(sender)
                : population.using(each -> operations.advance(each, due)).by(sender);
    }

    Load load() {
        return load;
    }

    /** Returns the virtual users that fill the population, load it, and wait for callbacks. */
    List<PopulationBuilder> users() {
        PopulationBuilder drain = load.drain(() -> Instant.now().plus(due.to()));
        return population.before(load, operations::create, rates.usersThen(load, drain));
    }
}
