package timerbench.harness.load.recovery;

import java.util.List;

/**
 * What a load did until now. All instants are microseconds since 1970.
 *
 * @param requests that were sent
 * @param timers that were acknowledged, or whose create is not answered yet
 */
record Observed(List<Sent> requests, List<Due> timers) {
    /** The end of what has not ended yet. */
    static final long NEVER = Long.MAX_VALUE;

    /**
     * A request.
     *
     * @param start when it was to be sent
     * @param end when it was answered or failed; {@link #NEVER} if neither has happened
     * @param ok whether the answer was good
     */
    record Sent(long start, long end, boolean ok) {
        boolean isGood() {
            return ok && end != NEVER;
        }

        /** Returns whether it took longer, or has no answer. */
        boolean isSlowerThan(long micros) {
            return end == NEVER || end - start > micros;
        }

        long micros() {
            return end == NEVER ? NEVER : end - start;
        }
    }

    /**
     * A timer.
     *
     * @param executeAt when it is due
     * @param called when its first callback arrived; {@link #NEVER} if none has
     */
    record Due(long executeAt, long called) {
        /** Returns whether it was called later than that after its instant, or not at all. */
        boolean isLaterThan(long micros) {
            return called == NEVER || called - executeAt > micros;
        }

        long lateness() {
            return called == NEVER ? NEVER : called - executeAt;
        }
    }

    Observed {
        requests = List.copyOf(requests);
        timers = List.copyOf(timers);
    }
}
