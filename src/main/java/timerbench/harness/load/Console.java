package timerbench.harness.load;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import timerbench.harness.load.plan.LoadPlan;
import timerbench.harness.measure.LoadCounts;
import timerbench.harness.measure.monitor.Ticker;

/** Shows a run while it is on. On a terminal, progress stays in place; elsewhere it is a line every few seconds. */
public final class Console {
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream out;
    private final boolean terminal;
    private boolean midLine;

    Console(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Returns the console of this process. If Maven started the process, Maven passes its output on. */
    public static Console system() {
        Stream<ProcessHandle> writers = Stream.concat(Stream.of(ProcessHandle.current()), RunProcess.maven().stream());
        return new Console(System.out, writers.anyMatch(Console::writesToTerminal));
    }

    /** Only Linux reports where another process writes; elsewhere progress comes in lines. */
    private static boolean writesToTerminal(ProcessHandle process) {
        try {
            Path output = Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "fd", "1"));
            return output.startsWith("/dev/pts") || output.toString().startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** Returns how often to show progress. */
    public Duration period() {
        return Duration.ofSeconds(terminal ? 1 : 5);
    }

    /** Shows a line of progress; on a terminal it replaces the line before. */
    public synchronized void progress(String line) {
        if (terminal) {
            out.print(CLEAR_LINE + line);
            out.flush();
            midLine = true;
        } else {
            out.println(line);
        }
    }

    /** Prints lines that stay. */
    public synchronized void say(String text) {
        if (midLine) {
            out.print(CLEAR_LINE);
            midLine = false;
        }
        out.println(text);
    }

    /** Progress of a load, in a line: phase, time left, rate asked and got, requests, errors. */
    static final class LoadProgress {
        private final LoadPlan plan;
        private final LoadCounts counts;
        private final LongSupplier outstanding;
        private Instant lastTime = Instant.MIN;
        private long lastCount;

        /** @param outstanding the number of callbacks that are outstanding now */
        LoadProgress(LoadPlan plan, LoadCounts counts, LongSupplier outstanding) {
            this.plan = plan;
            this.counts = counts;
            this.outstanding = outstanding;
        }

        /** Returns the line. Its rate got is the rate since the line before, or since the start. */
        String line(Instant start, Instant now) {
            long count = counts.all();
            Duration sinceLast = Duration.between(lastTime.isBefore(start) ? start : lastTime, now);
            double got = (count - lastCount) / Math.max(sinceLast.toNanos() / 1e9, 1e-3);
            lastTime = now;
            lastCount = count;
            Duration since = Duration.between(start, now);
            long waiting = outstanding.getAsLong();
            OptionalDouble asked = plan.rateAt(since);
            return String.format(
                    Locale.ROOT,
                    "%-7s %4d s left  %sgot %5.0f/s  %d requests, %d errors%s",
                    plan.phaseAt(since),
                    Math.max(0, plan.total().minus(since).toSeconds()),
                    asked.isPresent() ? String.format(Locale.ROOT, "asked %5.0f/s  ", asked.getAsDouble()) : "",
                    got,
                    count,
                    counts.failed(),
                    waiting == 0 ? "" : ", " + waiting + " callbacks outstanding");
        }
    }

    /** Progress of the timers that are created before a load; shown until all of them are, or the fill is ended. */
    static final class FillProgress {
        private final long timers;
        private final LongAdder done = new LongAdder();
        private final Ticker ticker = new Ticker("fill-progress");

        FillProgress(long timers, Console console) {
            this.timers = timers;
            ticker.every(
                    console.period(),
                    () -> console.progress(
                            String.format(Locale.ROOT, "fill    %,d of %,d timers created", done.sum(), timers)));
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
}
