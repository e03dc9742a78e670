package timerbench.harness.measure.clock;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import timerbench.harness.targets.TargetException;
import timerbench.harness.targets.TargetHttp;

/**
 * Estimates the offset of a target's clock by asking for its time repeatedly. Each round trip bounds the offset;
 * short ones bound it best.
 */
public final class ClockProbe {
    private static final int ROUND_TRIPS = 40;

    private final TargetHttp http;
    private final InstantSource receiverClock;
    private final Consumer<Duration> pause;

    ClockProbe(TargetHttp http, InstantSource receiverClock, Consumer<Duration> pause) {
        this.http = http;
        this.receiverClock = receiverClock;
        this.pause = pause;
    }

    /**
     * Returns a probe that compares with this clock.
     *
     * @param receiverClock the clock that times the callbacks
     */
    public static ClockProbe against(InstantSource receiverClock, TargetHttp http) {
        return new ClockProbe(http, receiverClock, time -> LockSupport.parkNanos(time.toNanos()));
    }

    /**
     * Returns an interval that contains the offset of every instance; empty (not measured) if one of them does not
     * report its time. It takes well under a second for each instance that reports microseconds, and a bit over a
     * second for one that reports whole seconds.
     *
     * @throws TargetException if one does not answer
     */
    public Optional<ClockOffset> offset(List<String> urls) {
        List<ClockOffset> offsets = new ArrayList<>();
        for (String url : urls) {
            Optional<ClockOffset> offset = ClockOffset.of(readings(url));
            if (offset.isEmpty()) {
                return Optional.empty();
            }
            offsets.add(offset.get());
        }
        return offsets.stream().reduce(ClockOffset::join);
    }

    private List<ClockReading> readings(String url) {
        List<ClockReading> readings = new ArrayList<>();
        Optional<ClockReading> first = reading(url);
        if (first.isEmpty()) {
            return readings;
        }
        readings.add(first.get());
        for (int i = 1; i < ROUND_TRIPS; i++) {
            pause.accept(between(readings));
            reading(url).ifPresent(readings::add);
        }
        return readings;
    }

    /**
     * Returns the pause before the next request. An answer just before or after a coarse clock changes helps most, so
     * all requests together span a little more than the time from one change to the next.
     */
    private static Duration between(List<ClockReading> readings) {
        long changesAfterMicros = Math.min(ClockReading.commonSlackMicros(readings), 1_000_000);
        return Duration.ofNanos(changesAfterMicros * 1_200 / ROUND_TRIPS);
    }

    /** Asks once; empty if the answer contains no time. */
    private Optional<ClockReading> reading(String url) {
        try {
            Instant sent = receiverClock.instant();
            TargetHttp.Answer answer = http.get(url + "/health/live");
            Instant received = receiverClock.instant();
            return ClockReading.of(sent, received, answer);
        } catch (IOException e) {
            throw TargetException.stoppedAnswering(url, e);
        }
    }
}
