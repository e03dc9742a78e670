package timerbench.harness.load.plan;

import io.gatling.commons.util.Clock;
import io.gatling.core.controller.inject.InjectionProfile;
import io.gatling.core.controller.inject.Workload;
import io.gatling.core.controller.inject.open.OpenInjectionProfile;
import io.gatling.core.controller.inject.open.OpenInjectionStep;
import io.gatling.core.scenario.Scenario;
import io.gatling.core.stats.StatsEngine;
import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The virtual users of a share. Gatling counts their arrivals from an instant that it has taken before it asks for
 * them; on a busy machine, that is a good while before.
 *
 * @param untilBegin returns after what time the first step begins, since that instant; asked once
 */
record SharedProfile(SharedArrivals arrivals, Function<Instant, Duration> untilBegin) implements InjectionProfile {
    private static OpenInjectionProfile profile(OpenInjectionStep... steps) {
        return new OpenInjectionProfile(
                CollectionConverters.asScala(List.of(steps)).toList());
    }

    @Override
    public Option<Object> totalUserCount() {
        return profile(arrivals).totalUserCount();
    }

    @Override
    public Workload workload(
            Scenario scenario,
            AtomicLong userIds,
            long startMillis,
            EventLoopGroup eventLoops,
            StatsEngine stats,
            Clock clock) {
        Duration wait = untilBegin.apply(Instant.ofEpochMilli(startMillis));
        return profile(arrivals.after(wait)).workload(scenario, userIds, startMillis, eventLoops, stats, clock);
    }
}
