package timerbench.harness.load;

import io.gatling.http.response.Response;
import io.gatling.javaapi.core.Session;
import java.util.OptionalLong;
import scala.collection.Iterator;
import scala.concurrent.duration.FiniteDuration;

/**
 * The planned starts of the requests of an open load. If the generator cannot keep up, a request starts late. Its
 * time counts from the planned start; otherwise the seconds in which nothing was sent would look fast.
 */
final class Schedule {
    private static final String START = "scheduledStartMillis";
    private static final long NONE = Long.MAX_VALUE;

    private final Iterator<FiniteDuration> starts;
    private long firstNanos = NONE;

    /** @param starts since the load began, in order */
    Schedule(Iterator<FiniteDuration> starts) {
        this.starts = starts;
    }

    /**
     * Returns how late the next request is if it starts now.
     *
     * @param nowNanos on any clock that only goes forward
     */
    synchronized long lagNanos(long nowNanos) {
        if (!starts.hasNext()) {
            return 0;
        }
        long first = nowNanos - starts.next().toNanos();
        // Gatling does not report when it began. No request starts early, so the least delayed one shows it best.
        firstNanos = Math.min(firstNanos, first);
        return first - firstNanos;
    }

    /** Returns when the load began, as far as its requests show it, on the clock of {@link #lagNanos}; empty before. */
    synchronized OptionalLong beganNanos() {
        return firstNanos == NONE ? OptionalLong.empty() : OptionalLong.of(firstNanos);
    }

    /** Returns the session for a request that starts this late. */
    static Session late(Session session, long lagNanos) {
        long lagMillis = lagNanos / 1_000_000;
        return lagMillis == 0 ? onTime(session) : session.set(START, System.currentTimeMillis() - lagMillis);
    }

    /** Returns the session for a request without a planned start, or on time. */
    static Session onTime(Session session) {
        return session.contains(START) ? session.remove(START) : session;
    }

    /** Returns the planned start of the last request, or its actual start if that was earlier. */
    static long startMillis(Session session, long startedMillis) {
        return session.contains(START) ? Math.min(session.getLong(START), startedMillis) : startedMillis;
    }

    /** Returns the response as Gatling logs it: with the planned start. */
    static Response fromSchedule(Response response, Session session) {
        long start = startMillis(session, response.startTimestamp());
        return start == response.startTimestamp()
                ? response
                : response.copy(
                        response.request(),
                        start,
                        response.endTimestamp(),
                        response.status(),
                        response.headers(),
                        response.body(),
                        response.checksums(),
                        response.isHttp2());
    }
}
