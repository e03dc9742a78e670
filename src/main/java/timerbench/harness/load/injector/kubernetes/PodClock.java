package timerbench.harness.load.injector.kubernetes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import timerbench.harness.load.injector.RunningInjectors.ClockDifference;

/** Reads a pod's clock over one connection, several times: the shortest round trip says most. */
final class PodClock {
    private static final int ROUND_TRIPS = 16;

    /** Answers each line with the time. The shells of small images know no other loop. */
    static final String SCRIPT =
            "i=0; while [ $i -lt " + ROUND_TRIPS + " ] && read -r line; do date +%s%N; i=$((i+1)); done";

    private static final byte[] ASK = {'\n'};
    private static final long NANOS = 1_000_000_000;

    private PodClock() {}

    static ClockDifference read(PodCommand command, String pod) throws IOException {
        ClockDifference best = null;
        for (int i = 0; i < ROUND_TRIPS; i++) {
            Instant asked = Instant.now();
            command.send(ASK);
            String answer = line(command);
            ClockDifference read = of(asked, Instant.now(), time(answer, pod));
            if (best == null || read.uncertainty().compareTo(best.uncertainty()) < 0) {
                best = read;
            }
        }
        return Objects.requireNonNull(best);
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
            long nanos = Long.parseLong(answer);
            // Seconds alone, of a date that knows no nanoseconds, would be a time in 1970.
            if (nanos > NANOS * NANOS) {
                return Instant.ofEpochSecond(nanos / NANOS, nanos % NANOS);
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new IOException("pod " + pod + ": date +%s%N of its image must print nanoseconds, printed " + answer);
    }

    /** Returns the difference if the pod's clock was read at some time between two readings of this one. */
    static ClockDifference of(Instant asked, Instant answered, Instant theirs) {
        Duration half = Duration.between(asked, answered).dividedBy(2);
        return new ClockDifference(Duration.between(asked.plus(half), theirs), half.abs());
    }
}
