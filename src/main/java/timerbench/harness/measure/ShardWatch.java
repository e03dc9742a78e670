package timerbench.harness.measure;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import timerbench.harness.measure.counts.ShardCounts;
import timerbench.harness.run.Metric;
import timerbench.harness.run.Part;
import timerbench.harness.run.Sharing;
import timerbench.harness.run.Trial;
import timerbench.harness.targets.Target;
import timerbench.harness.targets.TargetClient;
import timerbench.harness.targets.TargetException;
import timerbench.harness.targets.TargetHttp;

/**
 * Measures how evenly the shards and the instances of a target share the work: what they have fired since the
 * warm-up, and what they store at the end. Nothing is measured of a target that does not report its shards.
 */
public final class ShardWatch {
    /** The time a database may need to count the timers. */
    private static final Duration COUNTING = Duration.ofMinutes(1);

    private final List<String> urls;
    private final TargetHttp http;
    private final TargetHttp counting;
    private Optional<ShardCounts> before = Optional.empty();
    private Optional<String> refusal = Optional.empty();
    private boolean asks = true;

    /**
     * @param urls the addresses of the instances
     * @param http for answers that are quick, which must not hold up the load
     * @param counting for an answer that takes longer
     */
    ShardWatch(List<String> urls, TargetHttp http, TargetHttp counting) {
        this.urls = urls;
        this.http = http;
        this.counting = counting;
    }

    /**
     * Returns the watch of a target. It asks now whether the target reports shards: one that does not is asked nothing
     * during the load.
     */
    public static ShardWatch of(Target target) {
        ShardWatch watch = new ShardWatch(
                target.urls(), new TargetClient(target.headers()), new TargetClient(target.headers(), COUNTING));
        watch.ask();
        return watch;
    }

    /** Returns the watch of a target that another process watches: it measures nothing. */
    public static ShardWatch none() {
        TargetHttp unused = url -> {
            throw new IOException(url + ": not asked");
        };
        ShardWatch watch = new ShardWatch(List.of(), unused, unused);
        watch.asks = false;
        return watch;
    }

    synchronized void ask() {
        asks = read().isPresent();
    }

    /** Starts the measurement. What was fired before, as in the warm-up, does not count. */
    public synchronized void start() {
        if (asks) {
            before = read();
        }
    }

    private Optional<ShardCounts> read() {
        try {
            return ShardCounts.read(urls, http);
        } catch (TargetException e) {
            refusal = Optional.of(e.getMessage());
            return Optional.empty();
        }
    }

    /** Returns the trial with the measurements at its end. If they fail, it gets a note. */
    public synchronized Trial complete(Trial trial) {
        if (before.isEmpty()) {
            return refusal.map(why -> unmeasured(trial, why)).orElse(trial);
        }
        try {
            ShardCounts now =
                    ShardCounts.read(urls, http).orElseThrow(() -> new TargetException("it reports none any more"));
            List<Part> parts = now.since(before.get(), counting);
            List<Metric> metrics = Arrays.stream(Sharing.values())
                    .flatMap(sharing -> sharing.metrics(parts).stream())
                    .toList();
            return trial.withParts(parts).with(metrics);
        } catch (TargetException e) {
            return unmeasured(trial, e.getMessage());
        }
    }

    private static Trial unmeasured(Trial trial, String why) {
        return trial.withNotes(List.of("how evenly shards and instances share the work is not measured: " + why));
    }
}
