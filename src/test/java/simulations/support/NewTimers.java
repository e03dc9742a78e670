package simulations.support;

import static io.gatling.javaapi.core.CoreDsl.feed;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import timerbench.harness.load.Benchmark;
import timerbench.harness.load.DueRange;
import timerbench.harness.targets.dialect.Dialect;

/** Steps that give a virtual user the values of a timer that it is about to create or update. */
public final class NewTimers {
    private final Dialect dialect;
    private final TimerSettings settings;
    private final long seed;
    private final List<String> payloads;

    public NewTimers(Benchmark<?> benchmark) {
        this.dialect = benchmark.dialect();
        this.settings = benchmark.settings("timers", TimerSettings.class);
        this.seed = benchmark.share().seed(settings.seed());
        this.payloads =
                settings.sized() ? Payloads.sized(settings.payloads(), seed) : Payloads.pool(settings.payloads(), seed);
    }

    /** Returns the seed of all that this process draws at random. */
    public long seed() {
        return seed;
    }

    /** Returns the groups of timers, as often as timers are created in them. */
    public Iterator<Map<String, Object>> groups() {
        return Feeders.groups(settings.hotGroup(), seed);
    }

    /** Returns the URL of timers whose callbacks nobody waits for. */
    public String callbackUrl() {
        return settings.callbackUrl();
    }

    /** Returns a new timer that is not due during the run. */
    public ChainBuilder pending() {
        return pending(settings.callbackUrl());
    }

    /** Returns a new timer that is not due during the run, unless it is updated. */
    public ChainBuilder pending(String callbackUrl) {
        return dueIn(settings.due(), session -> callbackUrl);
    }

    /** Returns the values of an update after which the timer is still not due during the run. */
    ChainBuilder pendingStill() {
        return pendingStill(settings.callbackUrl());
    }

    ChainBuilder pendingStill(String callbackUrl) {
        return dueInStill(settings.due(), callbackUrl);
    }

    /**
     * Returns the values of an update after which the timer is due that far ahead; a target may ask for all of
     * them.
     */
    ChainBuilder dueInStill(DueRange range, String callbackUrl) {
        return due(Feeders.together(Feeders.payloads(payloads), Feeders.dueIn(range, seed)), session -> callbackUrl);
    }

    /**
     * Returns a new timer that is due that far ahead.
     *
     * @param callbackUrl of a virtual user that carries {@code executeAt} already
     */
    public ChainBuilder dueIn(DueRange range, Function<Session, String> callbackUrl) {
        return due(Feeders.together(any(), Feeders.dueIn(range, seed)), callbackUrl);
    }

    private ChainBuilder due(Iterator<Map<String, Object>> feeder, Function<Session, String> callbackUrl) {
        return feed(feeder).exec(session -> {
            Instant now = Instant.now();
            Session due =
                    session.set("executeAt", dialect.representable(now.plus(session.<Duration>get("dueIn")), now));
            return due.set("callbackUrl", callbackUrl.apply(due));
        });
    }

    /** Returns a new timer with a group, an id and a payload only. */
    public ChainBuilder fed() {
        return feed(any());
    }

    private Iterator<Map<String, Object>> any() {
        return Feeders.together(groups(), Feeders.newTimerIds(), Feeders.payloads(payloads));
    }

    /** Returns the instant, rounded to what the target can keep. */
    public Instant at(Instant instant) {
        return dialect.representable(instant, Instant.now());
    }
}
