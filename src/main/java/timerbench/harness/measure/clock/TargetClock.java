package timerbench.harness.measure.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import timerbench.harness.targets.TargetException;

/**
 * The target's clock, computed from the receiver's. A target fires by its own clock, so lateness is correct only by
 * that clock.
 *
 * @param offset the target's clock minus the receiver's
 */
public record TargetClock(InstantSource receiver, Duration offset) implements InstantSource {
    /**
     * The largest difference allowed: half of the shortest time from a create to its instant in any simulation. A
     * timer must reach its target before it is due there.
     */
    static final Duration MOST = Duration.ofMillis(250);

    private static final long MILLI_MICROS = 1_000;

    /**
     * Returns the clock that callbacks are timed with: the receiver's, if the two may agree or the target does not
     * report its time.
     *
     * @throws TargetException if the clocks certainly differ by more than 250 ms
     */
    public static InstantSource of(InstantSource receiver, Optional<ClockOffset> measured) {
        measured.filter(offset -> offset.certainMicros() > MOST.toMillis() * MILLI_MICROS)
                .ifPresent(offset -> {
                    throw new TargetException(String.format(
                            Locale.ROOT,
                            "%s; lateness cannot be judged when clocks differ by more than %d ms: set the clock that is"
                                    + " wrong",
                            offset.text(),
                            MOST.toMillis()));
                });
        long micros = measured.map(ClockOffset::correctionMicros).orElse(0L);
        return micros == 0 ? receiver : new TargetClock(receiver, Duration.ofNanos(micros * 1_000));
    }

    @Override
    public Instant instant() {
        return receiver.instant().plus(offset);
    }
}
