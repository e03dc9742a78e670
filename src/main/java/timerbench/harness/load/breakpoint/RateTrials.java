package timerbench.harness.load.breakpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongSupplier;

/**
 * Tries one rate after the other: settles, measures a step, waits for its callbacks, and judges. One thread at a
 * time.
 */
final class RateTrials {
    private final RateSearch search;
    private final StepTiming timing;
    private final RateLimits limits;
    private final LongSupplier outstanding;
    private final Pacer pacer;
    private final List<String> tried = new ArrayList<>();
    private final Map<Duration, String> begun = new ConcurrentSkipListMap<>();
    private volatile Optional<RateStep> step = Optional.empty();
    private volatile boolean done;
    private volatile boolean generatorWasLimit;
    private volatile Instant stepEnd = Instant.EPOCH;
    private volatile long outstandingAtEnd;
    private long lostBefore;

    /**
     * @param outstanding the number of callbacks that are outstanding now
     * @param pacer starts requests at the rate that is tried
     */
    RateTrials(RateSearch search, StepTiming timing, RateLimits limits, LongSupplier outstanding, Pacer pacer) {
        this.search = search;
        this.timing = timing;
        this.limits = limits;
        this.outstanding = outstanding;
        this.pacer = pacer;
    }

    /** Sets the next rate. */
    void changeRate() {
        pacer.rate(search.rate(), System.nanoTime());
    }

    /** Begins to measure the rate, which has settled. */
    void beginStep(Duration sinceStart) {
        step = Optional.of(new RateStep(search.rate(), timing.step(), outstanding.getAsLong()));
        begun.put(sinceStart, String.format(Locale.ROOT, "%.0f/s", search.rate()));
    }

    /** Ends the requests of the step; its callbacks may still come. */
    void endStep() {
        outstandingAtEnd = outstanding.getAsLong();
        pacer.rate(0, System.nanoTime());
        stepEnd = Instant.now();
    }

    /** Returns whether callbacks of the step may still come in time. */
    boolean isDraining() {
        Instant due = stepEnd.plus(timing.due());
        Instant now = Instant.now();
        return now.isBefore(due) || (now.isBefore(due.plus(timing.drain())) && outstanding.getAsLong() > lostBefore);
    }

    /** Drops the step without a verdict: the load ends. */
    void dropStep() {
        step = Optional.empty();
    }

    /** Judges the step that has drained, and returns the verdict in a line. */
    String judge() {
        RateStep ended = step.orElseThrow();
        step = Optional.empty();
        long lost = outstanding.getAsLong() - lostBefore;
        lostBefore += Math.max(0, lost);
        List<String> broken = ended.broken(limits, outstandingAtEnd, lost);
        if (!broken.isEmpty()) {
            generatorWasLimit = ended.isLimitedByGenerator(limits);
        }
        String verdict = ended.text(broken);
        tried.add(verdict);
        search.judge(broken.isEmpty());
        done = search.isDone();
        return verdict;
    }

    /** Returns the step that is being measured or drained; empty between steps. */
    Optional<RateStep> step() {
        return step;
    }

    boolean isDone() {
        return done;
    }

    /** Returns when each step began, since the start of the load, with its rate. */
    Map<Duration, String> begun() {
        return begun;
    }

    /** Returns the verdicts so far, a line each. */
    List<String> tried() {
        return List.copyOf(tried);
    }

    Optional<Double> held() {
        return search.held();
    }

    Optional<Double> broke() {
        return search.broke();
    }

    /** Returns whether the generator itself was late in the last step that broke. */
    boolean generatorWasLimit() {
        return generatorWasLimit;
    }
}
