package timerbench.harness.run;

import java.util.Optional;

/**
 * One of several generators that shared the load of a run.
 *
 * @param index from 0
 * @param environment its machine and software
 * @param requests that it sent and that were answered, after the warm-up
 * @param beganMillis how long after the agreed instant it began; negative if before; absent if it sent nothing
 * @param clockAheadMillis by how much its clock was ahead of the coordinator's; absent if nobody measured it
 * @param clockUncertaintyMillis the most by which that may be wrong; absent with it
 * @param cpuCores processors that it used on average; absent if not measured
 * @param memoryMb the largest resident memory, in 10⁶ bytes; absent if not measured
 * @param throttledShare share of the periods of its CPU limit in which it was held back, 0 to 1; absent without a limit
 * @param saturated whether it was the bottleneck; absent if that is not determined
 */
public record Injector(
        int index,
        RunEnvironment environment,
        long requests,
        Optional<Double> beganMillis,
        Optional<Double> clockAheadMillis,
        Optional<Double> clockUncertaintyMillis,
        Optional<Double> cpuCores,
        Optional<Double> memoryMb,
        Optional<Double> throttledShare,
        Optional<Boolean> saturated) {
    public Injector {
        Require.that(index >= 0, "injector: index must not be negative, was %d", index);
        Require.that(requests >= 0, "injector %d: requests must not be negative, were %d", index, requests);
    }
}
