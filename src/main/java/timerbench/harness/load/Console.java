package timerbench.harness.load;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import timerbench.harness.load.plan.LoadPlan;
import timerbench.harness.measure.LoadCounts;
import timerbench.harness.measure.monitor.Ticker;
import timerbench.harness.show.Colours;
import timerbench.harness.show.TextWrap;

/**
 * Shows a command while it is on. On a terminal, progress stays in place, with a bar; elsewhere it is a line every few
 * seconds.
 */
public final class Console {
    private static final String CLEAR_LINE = "\r\u001b[K";
    private static final int WIDTH = 80;
    private static final int BAR = 10;
    private static final int LEAST_BAR = 4;
    private static final int LEAST_WIDTH = 20;

    private final PrintStream out;
    private final boolean terminal;
    private final Colours colours;
    private final int width;
    private boolean midLine;

    /**
     * Creates a console.
     *
     * @param environment of the process, which may turn colours off and name the terminal's width
     */
    Console(PrintStream out, boolean terminal, Map<String, String> environment) {
        this.out = out;
        this.terminal = terminal;
        this.colours = Colours.of(environment, terminal);
        this.width = width(environment.getOrDefault("COLUMNS", ""));
    }

    private static int width(String columns) {
        return columns.matches("[1-9][0-9]{0,3}")
                ? Math.max(LEAST_WIDTH, Math.min(WIDTH, Integer.parseInt(columns)))
                : WIDTH;
    }

    /** Returns the console of this process. If Maven started the process, Maven passes its output on. */
    public static Console system() {
        Stream<ProcessHandle> writers = Stream.concat(Stream.of(ProcessHandle.current()), RunProcess.maven().stream());
        int descriptor = Output.isJson() ? 2 : 1;
        boolean terminal = !Output.isQuiet() && writers.anyMatch(process -> writesToTerminal(process, descriptor));
        return new Console(System.out, terminal, System.getenv());
    }

    /** Returns the colours of a result, which goes to stdout whatever else is printed. */
    public static Colours resultColours() {
        Stream<ProcessHandle> writers = Stream.concat(Stream.of(ProcessHandle.current()), RunProcess.maven().stream());
        return Colours.of(System.getenv(), writers.anyMatch(process -> writesToTerminal(process, 1)));
    }

    /** Only Linux reports where another process writes; elsewhere progress comes in lines. */
    private static boolean writesToTerminal(ProcessHandle process, int descriptor) {
        try {
            Path output = Files.readSymbolicLink(
                    Path.of("/proc", Long.toString(process.pid()), "fd", Integer.toString(descriptor)));
            return output.startsWith("/dev/pts") || output.toString().startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** Returns how often to show progress. */
    public Duration period() {
        return Duration.ofSeconds(terminal ? 1 : 5);
    }

    /** Returns how often to show progress of a long work: on a terminal as often, elsewhere that many times less. */
    public Duration period(int seldom) {
        return period().multipliedBy(terminal ? 1 : seldom);
    }

    /** Shows a line of progress; on a terminal it replaces the line before. */
    public void progress(String line) {
        progress(OptionalDouble.empty(), line);
    }

    /**
     * Shows a line of progress; on a terminal it replaces the line before, and a bar stands before it.
     *
     * @param share of the whole that is done, from 0 to 1
     */
    public void progress(double share, String line) {
        progress(OptionalDouble.of(share), line);
    }

    private synchronized void progress(OptionalDouble share, String line) {
        if (terminal) {
            out.print(CLEAR_LINE + inPlace(share, line));
            out.flush();
            midLine = true;
        } else {
            out.println(line);
        }
    }

    /**
     * Returns the line in the width of the terminal: a longer one would not stay in place. First its gaps give way, then
     * the bar, then its end.
     */
    private String inPlace(OptionalDouble share, String line) {
        int room = width - 1;
        if (line.length() + BAR < room) {
            return bar(share, BAR) + line;
        }
        String tight = line.replaceAll(" {2,}", " ").replaceFirst("asked (\\d+)/s got (\\d+)/s", "got $2 of $1/s");
        int left = Math.min(BAR, room - 1 - tight.length());
        if (left >= LEAST_BAR) {
            return bar(share, left) + tight;
        }
        return tight.length() <= room ? tight : tight.substring(0, room - 1) + "…";
    }

    private String bar(OptionalDouble share, int length) {
        if (share.isEmpty()) {
            return "";
        }
        int done = (int) Math.round(length * Math.max(0, Math.min(1, share.getAsDouble())));
        return colours.good("█".repeat(done)) + "░".repeat(length - done) + " ";
    }

    /** Prints lines that stay. */
    public synchronized void say(String text) {
        clear();
        out.println(text);
    }

    /** Prints a message of timer-bench, in lines of at most 80 columns. */
    void note(String text) {
        say(String.join("\n", TextWrap.lines("timer-bench: ", text, WIDTH)));
    }

    /** Removes the progress. */
    public synchronized void clear() {
        if (midLine) {
            out.print(CLEAR_LINE);
            out.flush();
            midLine = false;
        }
    }

    /** Progress of a load, in a line: phase, time left, rate asked and got, requests, errors. */
    static final class LoadProgress {
        private final LoadPlan plan;
        private final LongSupplier answered;
        private final LongSupplier failed;
        private final LongSupplier outstanding;
        private Instant lastTime = Instant.MIN;
        private long lastCount;

        /** @param outstanding the number of callbacks that are outstanding now */
        LoadProgress(LoadPlan plan, LoadCounts counts, LongSupplier outstanding) {
            this(plan, counts::all, counts::failed, outstanding);
        }

        /**
         * @param answered the number of requests that were answered so far
         * @param failed the number of those that failed
         */
        LoadProgress(LoadPlan plan, LongSupplier answered, LongSupplier failed, LongSupplier outstanding) {
            this.plan = plan;
            this.answered = answered;
            this.failed = failed;
            this.outstanding = outstanding;
        }

        /** Returns the share of the load's time that is over. */
        double share(Instant start, Instant now) {
            return (double) Duration.between(start, now).toMillis()
                    / Math.max(1, plan.total().toMillis());
        }

        /** Returns the line. Its rate got is the rate since the line before, or since the start. */
        String line(Instant start, Instant now) {
            long count = answered.getAsLong();
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
                    failed.getAsLong(),
                    waiting == 0 ? "" : ", " + waiting + " outstanding");
        }
    }

    /** Progress of the timers that are created before a load; shown until all of them are, or the fill is ended. */
    static final class FillProgress {
        private final long timers;
        private final LongAdder done = new LongAdder();
        private final Ticker ticker = new Ticker("fill-progress");

        FillProgress(long timers, Console console) {
            this.timers = timers;
            ticker.every(console.period(), () -> show(done.sum(), timers, console));
        }

        static void show(long created, long timers, Console console) {
            console.progress(
                    (double) created / Math.max(1, timers),
                    String.format(Locale.ROOT, "fill    %,d of %,d timers created", created, timers));
        }

        long done() {
            return done.sum();
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
