package timerbench.harness.load.plan;

import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import scala.collection.Iterator;
import scala.concurrent.duration.FiniteDuration;

/**
 * What one of several injectors sends of a load: every {@code count}-th of the load's arrivals, beginning with the
 * {@code index}-th. The shares of all injectors are together exactly the load.
 *
 * @param index of the injector, from 0
 * @param count of the injectors
 */
public record Share(int index, int count) {
    /** The load of a single injector. */
    public static final Share WHOLE = new Share(0, 1);

    public Share {
        if (count < 1) {
            throw new IllegalArgumentException("count must be at least 1, was " + count);
        }
        if (index < 0 || index >= count) {
            throw new IllegalArgumentException("index must be from 0 to " + (count - 1) + ", was " + index);
        }
    }

    /** Returns whether this is the load of a single injector. */
    public boolean isWhole() {
        return count == 1;
    }

    /** Returns the share of a number of things. */
    public long of(long number) {
        return number / count + (index < number % count ? 1 : 0);
    }

    /** Returns the number among all things, from 0, of the share's own thing with this number. */
    public long placeOf(long own) {
        return own * count + index;
    }

    /** Returns whether the thing with this number among all, from 0, belongs to the share. */
    boolean has(long place) {
        return place % count == index;
    }

    /** Returns the share of a plan. Its description and the rates that it asks for are those of the whole plan. */
    public LoadPlan of(LoadPlan plan) {
        return isWhole() ? plan : new SharedPlan(plan, this);
    }

    /** Returns the seed of what the injector draws at random. Each injector has another; a single one has the seed. */
    public long seed(long seed) {
        return isWhole() ? seed : new SplittableRandom(seed + ((index + 1L) << Integer.SIZE)).nextLong();
    }

    /** Returns when the share's virtual users arrive, of all that these steps inject. */
    public Iterator<FiniteDuration> starts(List<OpenInjectionStep> steps) {
        return arrivals(steps, number -> number).starts();
    }

    /** Returns the share's virtual users, of all that these steps inject. */
    public PopulationBuilder inject(ScenarioBuilder scenario, OpenInjectionStep... steps) {
        return inject(scenario, number -> number, start -> Duration.ZERO, steps);
    }

    /**
     * Returns the share's virtual users, of all that these steps inject.
     *
     * @param place returns the number by which an arrival is shared, from its number among all arrivals; both from 0
     * @param untilBegin returns after what time the first step begins, since Gatling began to inject the users
     */
    public PopulationBuilder inject(
            ScenarioBuilder scenario,
            LongUnaryOperator place,
            Function<Instant, Duration> untilBegin,
            OpenInjectionStep... steps) {
        PopulationBuilder all = scenario.injectOpen(steps);
        if (isWhole()) {
            return all;
        }
        io.gatling.core.structure.PopulationBuilder built = all.asScala();
        return new PopulationBuilder(new io.gatling.core.structure.PopulationBuilder(
                built.scenarioBuilder(),
                new SharedProfile(arrivals(Arrays.asList(steps), place), untilBegin),
                built.scenarioProtocols(),
                built.scenarioThrottleSteps(),
                built.pauseType(),
                built.children(),
                built.shard()));
    }

    private SharedArrivals arrivals(List<OpenInjectionStep> steps, LongUnaryOperator place) {
        return new SharedArrivals(
                steps.stream().map(OpenInjectionStep::asScala).toList(),
                count,
                number -> has(place.applyAsLong(number)));
    }
}
