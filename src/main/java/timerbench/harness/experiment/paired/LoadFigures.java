package timerbench.harness.experiment.paired;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import timerbench.harness.targets.dialect.Operation;

/** What the requests of one trial came to. Written by one thread, the generator's; read when it has ended. */
final class LoadFigures {
    private static final int DIGITS = 3;

    private final LongAdder all = new LongAdder();
    private final Map<Operation, Histogram> micros = new EnumMap<>(Operation.class);
    private final long from;
    private final long to;
    private long answered;
    private long failed;
    private long sumMicros;

    /**
     * @param from when the hold begins, by {@link System#nanoTime}
     * @param to when it ends
     */
    LoadFigures(long from, long to) {
        this.from = from;
        this.to = to;
    }

    /** Takes in a request that was answered, or failed, at this moment. It counts if that is within the hold. */
    void ended(Operation operation, long start, long end, boolean done) {
        all.increment();
        if (end - from < 0 || end - to >= 0) {
            return;
        }
        long took = (end - start) / 1_000;
        answered++;
        sumMicros += took;
        micros.computeIfAbsent(operation, first -> new Histogram(DIGITS)).recordValue(took);
        if (!done) {
            failed++;
        }
    }

    /** Returns how many requests have ended so far, whether they count or not; from any thread. */
    long soFar() {
        return all.sum();
    }

    long answered() {
        return answered;
    }

    long failed() {
        return failed;
    }

    double meanMicros() {
        return (double) sumMicros / answered;
    }

    /** Returns requests per second of the turns: half of the hold is the other load's. */
    double perSecond() {
        return answered * 1e9 / ((to - from) / 2.0);
    }

    /** Returns the response times of all operations together. */
    Histogram micros() {
        Histogram together = new Histogram(DIGITS);
        micros.values().forEach(together::add);
        return together;
    }
}
