package timerbench.harness.load;

import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import timerbench.harness.measure.monitor.Ticker;

/** Timers put in before a load, which no figure counts: how far that has come. */
final class Fill {
    private final long timers;
    private final LongAdder done = new LongAdder();
    private final Ticker ticker = new Ticker("fill-progress");

    Fill(long timers, Console console) {
        this.timers = timers;
        ticker.every(
                console.period(),
                () -> console.progress(
                        String.format(Locale.ROOT, "fill    %,d of %,d timers put in", done.sum(), timers)));
    }

    void created() {
        done.increment();
        if (done.sum() >= timers) {
            ticker.stop();
        }
    }

    void end() {
        ticker.stop();
    }
}
