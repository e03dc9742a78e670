package timerbench.service.engine;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import timerbench.service.store.DatabaseTime;
import timerbench.service.store.LeaseStore;

/**
 * The database's clock. All instances share it, so a timer fires at the same moment on each of them. A measurement
 * bounds the offset between that clock and the monotonic clock of this process. This clock shows the earliest time
 * within the bounds: it is never ahead of the database's clock, and behind it by less than the shortest recent round
 * trip plus the drift since then. The system's clock plays no part: setting it fires nothing.
 *
 * <p>If the database has no readable clock, this is the system's clock.
 */
public final class DatabaseClock implements InstantSource {
    private static final int READINGS = 3;
    private static final double NANOS = 1e9;

    /** The offset of the database's clock from the system's (database − system), in nanoseconds. */
    private record Offset(long lowest, long highest) {
        double middle() {
            return (lowest + (highest - lowest) / 2.0) / NANOS;
        }

        double halfWidth() {
            return (highest - lowest) / 2.0 / NANOS;
        }

        /** Returns the smallest difference of the clocks that the bounds allow. */
        long atLeast() {
            return Math.max(0, Math.max(lowest, -highest));
        }
    }

    private final LeaseStore database;
    private final InstantSource system;
    private final LongSupplier nanoTime;
    private final Duration maxOffset;
    private final Counter contradictions;
    private volatile @Nullable ClockEstimate estimate;

    /**
     * Measures the offset for the first time.
     *
     * @param maxOffset the largest offset of the system's clock with which the instance is ready
     */
    DatabaseClock(
            LeaseStore database,
            InstantSource system,
            LongSupplier nanoTime,
            Duration maxOffset,
            MeterRegistry registry) {
        this.database = database;
        this.system = system;
        this.nanoTime = nanoTime;
        this.maxOffset = maxOffset;
        this.contradictions = Counter.builder("timerbench.service.clock.contradictions")
                .description(
                        "Measurements of the database's clock that contradict the one before: it was set, or jumped")
                .register(registry);
        measure();
        if (estimate != null) {
            register(registry);
        }
    }

    /** Returns the database's clock after a first measurement. The engine measures it again with each beat. */
    public static DatabaseClock of(LeaseStore database, Duration maxOffset, MeterRegistry registry) {
        return new DatabaseClock(database, Clock.systemUTC(), System::nanoTime, maxOffset, registry);
    }

    private void register(MeterRegistry registry) {
        Gauge.builder(
                        "timerbench.service.clock.offset",
                        () -> offset().orElseThrow().middle())
                .description("The database's clock - this machine's")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder(
                        "timerbench.service.clock.uncertainty",
                        () -> offset().orElseThrow().halfWidth())
                .description("By how much the true offset of the database's clock may differ from the one measured")
                .baseUnit("seconds")
                .register(registry);
    }

    /** Reads the database's clock a few times. A result that contradicts the previous measurement replaces it. */
    void measure() {
        List<ClockEstimate> readings = new ArrayList<>();
        for (int i = 0; i < READINGS; i++) {
            long sent = nanoTime.getAsLong();
            Optional<DatabaseTime> time = database.time();
            long received = nanoTime.getAsLong();
            time.ifPresent(shown -> readings.add(ClockEstimate.of(shown, sent, received)));
        }
        if (!readings.isEmpty()) {
            take(readings);
        }
    }

    private void take(List<ClockEstimate> readings) {
        long now = nanoTime.getAsLong();
        ClockEstimate measured = ClockEstimate.of(readings, now);
        ClockEstimate before = estimate;
        ClockEstimate still = before == null ? measured : before.agedTo(now);
        if (still.agrees(measured)) {
            estimate = still.and(measured);
        } else {
            estimate = measured;
            contradictions.increment();
        }
    }

    @Override
    public Instant instant() {
        ClockEstimate measured = estimate;
        if (measured == null) {
            return system.instant();
        }
        long now = nanoTime.getAsLong();
        return Instant.ofEpochSecond(0, now + measured.agedTo(now).lowest());
    }

    private Optional<Offset> offset() {
        return Optional.ofNullable(estimate).map(measured -> {
            long now = nanoTime.getAsLong();
            Instant shown = system.instant();
            ClockEstimate here = measured.agedTo(now);
            return new Offset(
                    Duration.between(shown, Instant.ofEpochSecond(0, now + here.lowest()))
                            .toNanos(),
                    Duration.between(shown, Instant.ofEpochSecond(0, now + here.highest()))
                            .toNanos());
        });
    }

    /** Throws {@link NotReadyException} if the system's clock is certainly further off than the settings allow. */
    public void check() {
        offset().filter(offset -> offset.atLeast() > maxOffset.toNanos()).ifPresent(offset -> {
            throw new NotReadyException(String.format(
                    Locale.ROOT,
                    "this machine's clock is %.3f s %s the database's; service.maxClockOffset allows %.3f s: set the"
                            + " clock that is wrong",
                    Math.abs(offset.middle()),
                    offset.middle() < 0 ? "ahead of" : "behind",
                    maxOffset.toNanos() / NANOS));
        });
    }
}
