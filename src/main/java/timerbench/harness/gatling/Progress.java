package timerbench.harness.gatling;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Says every few seconds where the run is: phase, time left, rate asked and got, errors. */
final class Progress {
    private static final int PERIOD_SECONDS = 5;

    private final LoadPhases phases;
    private final LoadCounts counts;
    private final PrintStream out;
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "progress");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable Instant lastTime;
    private long lastCount;

    Progress(LoadPhases phases, LoadCounts counts, PrintStream out) {
        this.phases = phases;
        this.counts = counts;
        this.out = out;
    }

    void start() {
        var unused = ticker.scheduleAtFixedRate(this::print, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    void stop() {
        ticker.shutdownNow();
    }

    private void print() {
        Instant begin = counts.start();
        if (begin != null) {
            out.println(line(begin, Instant.now()));
        }
    }

    String line(Instant begin, Instant now) {
        Duration since = Duration.between(begin, now);
        long count = counts.all();
        Duration sinceLast = Duration.between(lastTime == null ? begin : lastTime, now);
        double got = (count - lastCount) / Math.max(sinceLast.toNanos() / 1e9, 1e-3);
        lastTime = now;
        lastCount = count;
        long left = Math.max(0, phases.total().minus(since).toSeconds());
        return String.format(
                Locale.ROOT,
                "%-7s %4d s left   asked %7.1f/s   got %7.1f/s   requests %d   errors %d",
                phases.phaseAt(since),
                left,
                phases.rateAt(since),
                got,
                count,
                counts.failed());
    }
}
