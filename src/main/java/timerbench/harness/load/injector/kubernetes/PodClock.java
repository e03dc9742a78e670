package timerbench.harness.load.injector.kubernetes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import timerbench.harness.load.injector.RunningInjectors.ClockDifference;

/**
 * Reads a pod's clock over one connection, several times. Each answer leaves an interval of possible differences, and
 * the true one is in all of them.
 */
final class PodClock {
    /** Answers each line with the time. */
    static final String SCRIPT = "while read -r line && [ \"$line\" = now ]; do date +%s%N; done";

    private static final byte[] NOW = "now\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "end\n".getBytes(StandardCharsets.US_ASCII);

    /** What {@code date} of small images prints for nanoseconds that it does not know. */
    private static final String SECONDS_ONLY = "%N";

    private static final int ROUND_TRIPS = 16;

    /** If only seconds are known, the answer at which one ends and the next begins says most. */
    private static final Duration TO_NEXT_SECOND = Duration.ofMillis(1200);

    /** A second, and the 10 ms after which a kernel of 100 Hz notices the next one. */
    private static final Duration SECOND = Duration.ofMillis(1010);

    private static final long NANOS = 1_000_000_000;

    private Duration lowest = Duration.ofSeconds(Long.MIN_VALUE);
    private Duration highest = Duration.ofSeconds(Long.MAX_VALUE);

    /**
     * Returns the difference between a pod's clock and this one.
     *
     * @param command runs {@link #SCRIPT}
     * @param pod its name
     */
    static ClockDifference read(PodCommand command, String pod) throws IOException {
        PodClock clock = new PodClock();
        Instant begin = Instant.now();
        boolean isPrecise = true;
        for (int trip = 0;
                isPrecise ? trip < ROUND_TRIPS : begin.plus(TO_NEXT_SECOND).isAfter(Instant.now());
                trip++) {
            Instant asked = Instant.now();
            command.send(NOW);
            String answer = line(command);
            Instant answered = Instant.now();
            isPrecise = !answer.endsWith(SECONDS_ONLY);
            clock.add(asked, answered, time(answer, pod), isPrecise ? Duration.ZERO : SECOND);
        }
        command.send(END);
        var unused = command.result();
        return clock.difference(pod);
    }

    private static String line(PodCommand command) throws IOException {
        StringBuilder line = new StringBuilder();
        while (line.indexOf("\n") < 0) {
            line.append(new String(command.next(), StandardCharsets.US_ASCII));
        }
        return line.toString().strip();
    }

    private static Instant time(String answer, String pod) throws IOException {
        try {
            if (answer.endsWith(SECONDS_ONLY)) {
                return Instant.ofEpochSecond(
                        Long.parseLong(answer.substring(0, answer.length() - SECONDS_ONLY.length())));
            }
            long nanos = Long.parseLong(answer);
            return Instant.ofEpochSecond(nanos / NANOS, nanos % NANOS);
        } catch (NumberFormatException e) {
            throw new IOException("pod " + pod + ": date +%s%N must print a time, printed " + answer, e);
        }
    }

    /**
     * Adds an answer.
     *
     * @param theirs the pod's time when it answered, rounded down
     * @param unit that it was rounded to
     */
    void add(Instant asked, Instant answered, Instant theirs, Duration unit) {
        lowest = max(lowest, Duration.between(answered, theirs));
        highest = min(highest, Duration.between(asked, theirs.plus(unit)));
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Returns the middle of what all answers allow. */
    ClockDifference difference(String pod) throws IOException {
        Duration half = highest.minus(lowest).dividedBy(2);
        if (half.isNegative()) {
            throw new IOException("pod " + pod + ": its clock or this one was set while it was read");
        }
        return new ClockDifference(lowest.plus(half), half);
    }
}
