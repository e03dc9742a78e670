package timerbench.service.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Supplier;
import timerbench.service.store.DatabaseTime;
import timerbench.service.store.LeaseStore;
import timerbench.service.store.LeaseView;

/**
 * A database whose clock, resolution and delays a test sets, and the monotonic clock of the process, which they move.
 */
final class ScriptedDatabase implements LeaseStore {
    /** How long a request is under way, and then its answer, in turn. */
    interface Delays extends Supplier<Duration> {
        static Delays of(Duration there, Duration back) {
            boolean[] onItsWay = {false};
            return () -> {
                onItsWay[0] = !onItsWay[0];
                return onItsWay[0] ? there : back;
            };
        }
    }

    private final Deque<Duration> roundTrips = new ArrayDeque<>();
    private Delays delays = Delays.of(Duration.ofNanos(200_000), Duration.ofNanos(200_000));
    private Duration resolution = Duration.ofNanos(1_000);
    private Duration jump = Duration.ZERO;
    private boolean hasClock = true;
    private int driftPerMillion;
    private int readings;
    private Instant truth = Instant.parse("2026-03-01T12:00:00.123456789Z");
    private long nanos = -7_000_000_000L;

    ScriptedDatabase delays(Delays delays) {
        this.delays = delays;
        return this;
    }

    ScriptedDatabase resolution(Duration resolution) {
        this.resolution = resolution;
        return this;
    }

    /** Has the database's clock gain this many microseconds a second on the monotonic one. */
    void driftPerMillion(int gained) {
        driftPerMillion = gained;
    }

    void everySecondReadingAhead(Duration jump) {
        this.jump = jump;
    }

    void withoutClock() {
        hasClock = false;
    }

    void set(Duration by) {
        truth = truth.plus(by);
    }

    void pass(Duration time) {
        nanos += time.toNanos();
        truth = truth.plusNanos(time.toNanos() + time.toNanos() * driftPerMillion / 1_000_000);
    }

    /** Returns what the database's clock shows. */
    Instant truth() {
        return truth;
    }

    long nanos() {
        return nanos;
    }

    /** Returns a system's clock that is right. */
    InstantSource system() {
        return () -> truth;
    }

    /** Returns the shortest of so many round trips made last. */
    Duration shortestOfLast(int trips) {
        return roundTrips.stream().limit(trips).min(Duration::compareTo).orElseThrow();
    }

    @Override
    public Optional<DatabaseTime> time() {
        Duration there = delays.get();
        pass(there);
        readings++;
        Instant shown = readings % 2 == 0 ? truth.plus(jump) : truth;
        long cut = Math.floorMod(ChronoUnit.NANOS.between(Instant.EPOCH, shown), resolution.toNanos());
        Duration back = delays.get();
        pass(back);
        roundTrips.addFirst(there.plus(back));
        return hasClock ? Optional.of(new DatabaseTime(shown.minusNanos(cut), resolution)) : Optional.empty();
    }

    @Override
    public LeaseView beat(String instance, Duration term) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void take(String instance, Collection<Integer> shards) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void release(String instance, Collection<Integer> shards) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void leave(String instance) {
        throw new UnsupportedOperationException();
    }
}
