package timerbench.harness.judge.gate;

import timerbench.harness.run.Numbers;

/**
 * The limits of a gate against a file.
 *
 * @param throughput the share of the baseline's throughput that the candidate must reach, above 0, at most 1
 * @param p95 the multiple of the baseline's response time and lateness that is allowed, at least 1
 * @param errorRate the share of the candidate's requests that may fail, 0 to 1, whatever the baseline's share is
 */
public record FileLimits(double throughput, double p95, double errorRate) {
    public static final FileLimits DEFAULT = new FileLimits(0.95, 1.2, 0.01);

    public FileLimits {
        require(throughput > 0 && throughput <= 1, "throughput must be above 0 and at most 1", throughput);
        require(p95 >= 1 && Double.isFinite(p95), "p95 must be at least 1", p95);
        require(errorRate >= 0 && errorRate <= 1, "error-rate must be 0 to 1", errorRate);
    }

    private static void require(boolean holds, String wanted, double got) {
        if (!holds) {
            throw new IllegalArgumentException(wanted + ", was " + Numbers.asGiven(got));
        }
    }
}
