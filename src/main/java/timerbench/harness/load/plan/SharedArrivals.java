package timerbench.harness.load.plan;

import io.gatling.core.controller.inject.open.OpenInjectionStep;
import java.time.Duration;
import java.util.List;
import java.util.ListIterator;
import java.util.NoSuchElementException;
import java.util.function.LongPredicate;
import scala.collection.AbstractIterator;
import scala.collection.Iterator;
import scala.collection.Iterator$;
import scala.concurrent.duration.Duration$;
import scala.concurrent.duration.FiniteDuration;

/** Some of the arrivals of steps, as one step: Gatling injects these virtual users and no other. */
final class SharedArrivals implements OpenInjectionStep {
    private static final long serialVersionUID = 1;

    private final transient List<OpenInjectionStep> steps;
    private final transient LongPredicate isMine;
    private final transient Duration wait;
    private final int parts;

    /**
     * Takes arrivals of steps that follow each other.
     *
     * @param parts about one of so many arrivals is one of these
     * @param isMine returns whether the arrival with this number, from 0, is one of these
     */
    SharedArrivals(List<OpenInjectionStep> steps, int parts, LongPredicate isMine) {
        this(steps, parts, isMine, Duration.ZERO);
    }

    private SharedArrivals(List<OpenInjectionStep> steps, int parts, LongPredicate isMine, Duration wait) {
        this.steps = steps;
        this.parts = parts;
        this.isMine = isMine;
        this.wait = wait;
    }

    /** Returns the same arrivals after this time. */
    SharedArrivals after(Duration time) {
        return new SharedArrivals(steps, parts, isMine, time);
    }

    /** Returns the times of all arrivals since the first step began. */
    static Iterator<FiniteDuration> all(List<OpenInjectionStep> steps) {
        Iterator<FiniteDuration> chained = Iterator$.MODULE$.empty();
        ListIterator<OpenInjectionStep> backwards = steps.listIterator(steps.size());
        while (backwards.hasPrevious()) {
            chained = backwards.previous().chain(chained);
        }
        return chained;
    }

    /** Returns the times of these arrivals since the first step began. */
    Iterator<FiniteDuration> starts() {
        Iterator<FiniteDuration> all = all(steps);
        return new AbstractIterator<>() {
            private long number;
            private FiniteDuration next = Duration$.MODULE$.Zero();
            private boolean isThere = advance();

            private boolean advance() {
                while (all.hasNext()) {
                    next = all.next();
                    if (isMine.test(number++)) {
                        return true;
                    }
                }
                return false;
            }

            @Override
            public boolean hasNext() {
                return isThere;
            }

            @Override
            public FiniteDuration next() {
                if (!isThere) {
                    throw new NoSuchElementException("no user arrives any more");
                }
                FiniteDuration start = next;
                isThere = advance();
                return start;
            }
        };
    }

    @Override
    public Iterator<FiniteDuration> chain(Iterator<FiniteDuration> following) {
        FiniteDuration begin = Duration$.MODULE$.fromNanos(wait.toNanos());
        FiniteDuration end = duration();
        return starts().map(begin::$plus).concat(() -> following.map(end::$plus));
    }

    /**
     * Returns about how many there are. Gatling shows the number as the whole of its progress. Only at 0 does it know
     * that no user will end, and goes on to what follows after the duration; so 0 is exact.
     */
    @Override
    public long users() {
        long all = steps.stream().mapToLong(OpenInjectionStep::users).sum();
        return starts().hasNext() ? Math.max(1, all / parts) : 0;
    }

    @Override
    public FiniteDuration duration() {
        return steps.stream()
                .map(OpenInjectionStep::duration)
                .reduce(Duration$.MODULE$.fromNanos(wait.toNanos()), FiniteDuration::$plus);
    }

    @Override
    public int productArity() {
        return 0;
    }

    @Override
    public Object productElement(int n) {
        throw new IndexOutOfBoundsException(n);
    }

    @Override
    public boolean canEqual(Object that) {
        return that instanceof SharedArrivals;
    }
}
