package timerbench.harness.load.recovery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * A load of 100 requests a second, each with a timer due at the instant at which it is sent. A request takes 10 ms, a
 * callback is 5 ms late, until something else is scripted. Its seconds count from 0.
 */
final class Scripted {
    static final long SECOND = 1_000_000;
    static final int RATE = 100;
    static final SteadyRules RULES = new SteadyRules(
            Duration.ofSeconds(3),
            0.1,
            2,
            Duration.ofMillis(50),
            Duration.ofMillis(200),
            new SteadyRules.MostOfBaseline(Duration.ofMillis(10), Duration.ofMillis(5)));

    private static final long APART = SECOND / RATE;
    private static final long RESPONSE = 10_000;
    private static final long LATENESS = 5_000;

    private final List<Observed.Sent> requests = new ArrayList<>();
    private final List<Observed.Due> timers = new ArrayList<>();
    private long now;

    private boolean isNext(double second) {
        return now < micros(second);
    }

    static long micros(double seconds) {
        return Math.round(seconds * SECOND);
    }

    /** All is well until then. */
    Scripted steadyTo(double second) {
        for (; isNext(second); now += APART) {
            request(now + RESPONSE, true).timer(now + LATENESS);
        }
        return this;
    }

    /** Requests fail at once until then, and so make no timers. */
    Scripted failingTo(double second) {
        for (; isNext(second); now += APART) {
            request(now + 1_000, false);
        }
        return this;
    }

    /** Nothing is answered and nobody called until then; then all is, at once. */
    Scripted stoppedTo(double second) {
        for (; isNext(second); now += APART) {
            request(micros(second), true).timer(micros(second));
        }
        return this;
    }

    /** Requests are answered until then, but timers called only at a later instant. */
    Scripted callingAt(double second, double at) {
        for (; isNext(second); now += APART) {
            request(now + RESPONSE, true).timer(micros(at));
        }
        return this;
    }

    /** Requests are answered until then, but timers never called. */
    Scripted losingTo(double second) {
        for (; isNext(second); now += APART) {
            request(now + RESPONSE, true).timer(Observed.NEVER);
        }
        return this;
    }

    private Scripted request(long end, boolean ok) {
        requests.add(new Observed.Sent(now, end, ok));
        return this;
    }

    private void timer(long called) {
        timers.add(new Observed.Due(now, called));
    }

    /** One more request that does not belong to the rate. */
    Scripted with(double start, double end, boolean ok) {
        requests.add(new Observed.Sent(micros(start), micros(end), ok));
        return this;
    }

    /** One more timer. */
    Scripted withTimer(double due, double called) {
        timers.add(new Observed.Due(micros(due), micros(called)));
        return this;
    }

    Observed observed() {
        return new Observed(requests, timers);
    }

    Baseline baseline() {
        return Baseline.established(observed(), RULES, RATE, 0).orElseThrow();
    }

    /** Returns the recovery from a fault that was over at this second, in a load that goes as far as the script. */
    Recovery recovery(double fault, double over) {
        return recovery(fault, OptionalLong.of(micros(over)), true);
    }

    Recovery recovery(double fault, OptionalLong over, boolean ends) {
        return Recovery.of(observed(), baseline(), RULES, new Recovery.FaultTime(micros(fault), over, ends), now);
    }
}
