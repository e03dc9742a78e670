package timerbench.harness.measure.callback;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import timerbench.harness.run.Distribution;

/**
 * The lateness of the first callbacks that arrived within one second, in microseconds.
 *
 * @param histogram their distribution, as {@link Distribution#encoded}
 */
public record LatenessSecond(
        Instant second, long callbacks, long p50Micros, long p99Micros, long maxMicros, String histogram) {
    static LatenessSecond of(Instant second, Histogram micros) {
        return new LatenessSecond(
                second,
                micros.getTotalCount(),
                micros.getValueAtPercentile(50),
                micros.getValueAtPercentile(99),
                micros.getMaxValue(),
                Distribution.encoded(micros));
    }

    /** Returns the first callbacks of the same second of both. */
    LatenessSecond plus(LatenessSecond other) {
        Histogram micros = Distribution.decoded(histogram);
        micros.add(Distribution.decoded(other.histogram));
        return of(second, micros);
    }

    /** Returns the lines of a CSV file, the header first. */
    public static List<String> csv(List<LatenessSecond> seconds) {
        Stream<String> lines = seconds.stream()
                .map(each -> String.join(
                        ",",
                        each.second.toString(),
                        Long.toString(each.callbacks),
                        Long.toString(each.p50Micros),
                        Long.toString(each.p99Micros),
                        Long.toString(each.maxMicros)));
        return Stream.concat(Stream.of("second,callbacks,p50_us,p99_us,max_us"), lines)
                .toList();
    }

    /** Returns the lines of a table; none if there are no seconds. */
    public static List<String> table(List<LatenessSecond> seconds) {
        if (seconds.isEmpty()) {
            return List.of();
        }
        Instant first = seconds.get(0).second;
        Stream<String> lines = seconds.stream()
                .map(each -> String.format(
                        Locale.ROOT,
                        "%8d %,10d %10.2f %10.2f %10.2f",
                        each.second.getEpochSecond() - first.getEpochSecond(),
                        each.callbacks,
                        each.p50Micros / 1e3,
                        each.p99Micros / 1e3,
                        each.maxMicros / 1e3));
        String head = String.format("%8s %10s %10s %10s %10s", "second", "callbacks", "p50 ms", "p99 ms", "max ms");
        return Stream.concat(Stream.of(head), lines).toList();
    }
}
