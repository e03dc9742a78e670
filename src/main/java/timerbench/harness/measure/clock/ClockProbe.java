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
import timerbench.harness.targets.TargetAnswer;
import timerbench.harness.targets.TargetException;
import timerbench.harness.targets.TargetHttp;

/**
 * Estimates the offset of a target's clock by asking for its time again and again: the clock showed what it tells at
 * some moment between request and answer, so each round trip bounds the offset, and the shortest bound it best.
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
     * @param receiverClock the one that callbacks are timed by
     */
    public static ClockProbe against(InstantSource receiverClock, TargetHttp http) {
        return new ClockProbe(http, receiverClock, time -> LockSupport.parkNanos(time.toNanos()));
    }

    /**
     * Returns an interval that holds the offset of every instance; empty, that is not measured, if one of them tells no
     * time. Takes well under a second for each that tells it in microseconds, a bit over one for one that tells whole seconds.
     *
     * @throws TargetException if one does not answer
     */
    public Optional<ClockOffset> offset(List<String> urls) {
        List<ClockOffset> offsets = new ArrayList<>();
        for (String url : urls) {
            Optional<ClockOffset> offset = ClockOffset.of(roundTrips(url));
            if (offset.isEmpty()) {
                return Optional.empty();
            }
            offsets.add(offset.get());
        }
        return offsets.stream().reduce(ClockOffset::join);
    }

    private List<RoundTrip> roundTrips(String url) {
        List<RoundTrip> trips = new ArrayList<>();
        Optional<RoundTrip> first = roundTrip(url);
        if (first.isEmpty()) {
            return trips;
        }
        trips.add(first.get());
        for (int i = 1; i < ROUND_TRIPS; i++) {
            pause.accept(between(trips));
            roundTrip(url).ifPresent(trips::add);
        }
        return trips;
    }

    /**
     * What tells most is an answer just before or after a coarse clock changes: the answers span a bit more than the time from
     * one change to the next.
     */
    private static Duration between(List<RoundTrip> trips) {
        long changesAfterMicros = Math.min(RoundTrip.slackMicros(trips), 1_000_000);
        return Duration.ofNanos(changesAfterMicros * 1_200 / ROUND_TRIPS);
    }

    /** Returns the round trip; empty if the answer told no time. */
    private Optional<RoundTrip> roundTrip(String url) {
        try {
            Instant sent = receiverClock.instant();
            TargetAnswer answer = http.get(url + "/health/live");
            Instant received = receiverClock.instant();
            return ClockReading.in(answer).map(reading -> new RoundTrip(sent, received, reading));
        } catch (IOException e) {
            throw new TargetException("target " + url + " stopped answering: " + e.getMessage(), e);
        }
    }
}
