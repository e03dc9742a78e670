package timerbench.harness.measure.live;

import io.prometheus.metrics.core.metrics.Histogram;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** The metrics of the requests of one name. Thread-safe. */
public final class OperationMetrics {
    private final String name;
    private final String method;
    private final Histogram responseTimes;
    private final LongAdder sentByPlan = new LongAdder();
    private final LongAdder sentBeside = new LongAdder();
    private final LongAdder answered;
    private final LongAdder failed = new LongAdder();
    private volatile LongSupplier planned = () -> 0;

    OperationMetrics(String name, String method, Histogram responseTimes) {
        this(name, method, responseTimes, new LongAdder());
    }

    private OperationMetrics(String name, String method, Histogram responseTimes, LongAdder answered) {
        this.answered = answered;
        this.name = name;
        this.method = method;
        this.responseTimes = responseTimes;
    }

    /** Returns what shows the answers to some of these requests under another name. */
    public OperationMetrics named(String other) {
        return new OperationMetrics(other, method, responseTimes, answered);
    }

    /** Creates the series of answers with this status, at 0. */
    public void expect(int status) {
        responseTimes.initLabelValues(name, method, Integer.toString(status), ErrorType.NONE);
    }

    /** Sets what returns how many requests of the plan were to start by now. */
    public void planned(LongSupplier starts) {
        planned = starts;
    }

    /**
     * Records that a request is sent.
     *
     * @param byPlan whether its start is one that the plan counts
     */
    public void sent(boolean byPlan) {
        (byPlan ? sentByPlan : sentBeside).increment();
    }

    /**
     * Records the end of a request.
     *
     * @param millis its response time
     * @param status of the answer; empty if none came
     * @param error why it failed; empty if it did not
     */
    public void answered(long millis, Optional<String> status, Optional<String> error) {
        String type = error.map(message -> ErrorType.of(status, message)).orElse(ErrorType.NONE);
        responseTimes.labelValues(name, method, status.orElse(""), type).observe(millis / 1e3);
        ended(error.isPresent());
    }

    /** Records the end of a request whose response time does not count. */
    public void ended(boolean isFailed) {
        answered.increment();
        if (isFailed) {
            failed.increment();
        }
    }

    /** A request without a planned start is planned when it is sent. */
    long allPlanned() {
        return sentBeside.sum() + Math.max(planned.getAsLong(), sentByPlan.sum());
    }

    long allSent() {
        return sentBeside.sum() + sentByPlan.sum();
    }

    /** Requests that failed without an answer are among them. */
    long allAnswered() {
        return answered.sum();
    }

    long allFailed() {
        return failed.sum();
    }
}
