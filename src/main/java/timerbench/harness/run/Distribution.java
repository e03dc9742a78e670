package timerbench.harness.run;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/**
 * Many samples of one metric, in its unit.
 *
 * @param count number of samples, at least one
 * @param mean exact, from the samples themselves
 * @param percentiles from the histogram; only those that the sample supports
 * @param max exact
 * @param histogram all samples as a compressed HdrHistogram in base64 ({@code HISTFAAA…}), see {@link #decode()}
 */
public record Distribution(long count, double mean, Map<Percentile, Long> percentiles, long max, String histogram)
        implements Measured {

    public Distribution {
        Require.that(count > 0, "count must be positive, was %d; a metric without samples is NoSamples", count);
        Require.measured(mean, "mean");
        Require.that(mean <= max, "mean %s is above max %d", mean, max);
        percentiles = ascending(percentiles, count, max);
        long recorded = decoded(histogram).getTotalCount();
        Require.that(recorded == count, "count is %d, but the histogram holds %d samples", count, recorded);
    }

    /**
     * Returns the distribution of the samples in a histogram, given the exact sum and maximum of the same samples.
     */
    public static Distribution of(Histogram samples, long sum, long max) {
        long count = samples.getTotalCount();
        Require.that(count > 0, "a histogram without samples has no distribution; it is NoSamples");
        Map<Percentile, Long> percentiles = new EnumMap<>(Percentile.class);
        for (Percentile percentile : Percentile.supported(count)) {
            // A bucket gives its upper edge, which may be above all samples. The exact maximum is known.
            percentiles.put(percentile, Math.min(max, samples.getValueAtPercentile(percentile.percent())));
        }
        return new Distribution(count, (double) sum / count, percentiles, max, encoded(samples));
    }

    /**
     * Returns the distribution of the samples of both. Counts, the maximum and the buckets are exact, so the
     * percentiles are those of one histogram of all samples; the mean is as exact as the means of both.
     */
    public Distribution plus(Distribution other) {
        Histogram samples = decode();
        samples.add(other.decode());
        long sum = Math.round(mean * count) + Math.round(other.mean * other.count);
        return of(samples, sum, Math.max(max, other.max));
    }

    /** Returns a fresh histogram of all samples. */
    public Histogram decode() {
        return decoded(histogram);
    }

    private static Map<Percentile, Long> ascending(Map<Percentile, Long> percentiles, long count, long max) {
        Map<Percentile, Long> ordered = new EnumMap<>(Percentile.class);
        ordered.putAll(percentiles);
        long floor = 0;
        for (Map.Entry<Percentile, Long> entry : ordered.entrySet()) {
            String label = entry.getKey().label();
            long value = entry.getValue();
            Require.that(entry.getKey().supportedBy(count), "percentile %s needs more than %d samples", label, count);
            Require.that(value >= floor && value <= max, "percentile %s: %d is not in %d…%d", label, value, floor, max);
            floor = value;
        }
        return Collections.unmodifiableMap(ordered);
    }

    /** Encodes a histogram in the format of {@link #histogram}. */
    public static String encoded(Histogram samples) {
        ByteBuffer bytes = ByteBuffer.allocate(samples.getNeededByteBufferCapacity());
        samples.encodeIntoCompressedByteBuffer(bytes);
        return StandardCharsets.US_ASCII
                .decode(Base64.getEncoder().encode(bytes.flip()))
                .toString();
    }

    /**
     * Returns the histogram that {@link #encoded} wrote.
     *
     * @throws IllegalArgumentException if the text is not an encoded histogram
     */
    public static Histogram decoded(String histogram) {
        try {
            return Histogram.decodeFromCompressedByteBuffer(
                    ByteBuffer.wrap(Base64.getDecoder().decode(histogram)), 0);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("not a compressed HdrHistogram in base64: it ends too early", e);
        } catch (DataFormatException | RuntimeException e) {
            throw new IllegalArgumentException("not a compressed HdrHistogram in base64: " + e.getMessage(), e);
        }
    }
}
