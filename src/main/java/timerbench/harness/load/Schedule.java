package timerbench.harness.load;

import io.gatling.core.controller.inject.open.OpenInjectionStep;
import io.gatling.http.response.Response;
import io.gatling.javaapi.core.Session;
import java.util.List;
import java.util.ListIterator;
import scala.collection.Iterator;
import scala.collection.Iterator$;
import scala.concurrent.duration.FiniteDuration;

/**
 * When the requests of an open load were to start. What starts late, because the generator could not keep up, is
 * counted from when it should have started: else the very seconds in which nobody was asked would look fast.
 */
final class Schedule {
    private static final String START = "scheduledStartMillis";
    private static final long NONE = Long.MAX_VALUE;

    private final Iterator<FiniteDuration> starts;
    private long firstNanos = NONE;

    /** @param steps the very steps that Gatling injects its users by */
    Schedule(List<io.gatling.javaapi.core.OpenInjectionStep> steps) {
        Iterator<FiniteDuration> chained = Iterator$.MODULE$.empty();
        ListIterator<io.gatling.javaapi.core.OpenInjectionStep> backwards = steps.listIterator(steps.size());
        while (backwards.hasPrevious()) {
            OpenInjectionStep step = backwards.previous().asScala();
            chained = step.chain(chained);
        }
        this.starts = chained;
    }

    /**
     * Returns by how much the next request is late that starts now.
     *
     * @param nowNanos on any clock that only goes forward
     */
    synchronized long lagNanos(long nowNanos) {
        if (!starts.hasNext()) {
            return 0;
        }
        long first = nowNanos - starts.next().toNanos();
        // Gatling does not tell when it began. No request starts early, so the least delayed one knows best.
        firstNanos = Math.min(firstNanos, first);
        return first - firstNanos;
    }

    /** Returns the session of a request that starts late by that much. */
    static Session late(Session session, long lagNanos) {
        long lagMillis = lagNanos / 1_000_000;
        return lagMillis == 0 ? onTime(session) : session.set(START, System.currentTimeMillis() - lagMillis);
    }

    /** Returns the session of a request that starts whenever it comes to it. */
    static Session onTime(Session session) {
        return session.contains(START) ? session.remove(START) : session;
    }

    /** Returns when the last request was to start, if that was earlier than it did. */
    static long startMillis(Session session, long startedMillis) {
        return session.contains(START) ? Math.min(session.getLong(START), startedMillis) : startedMillis;
    }

    /** Returns the response as Gatling is to log it. */
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
