package timerbench.harness.measure;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import timerbench.harness.run.Distribution;
import timerbench.harness.run.WarmUp;

/**
 * What a load has counted when it has ended.
 *
 * @param requests that were answered after the warm-up, and that the log must hold
 * @param started requests that were sent in each second after the warm-up, until the last that sent any
 * @param lag how late requests started, in microseconds; empty if no request had a given start time
 */
public record LoadTotals(WarmUp warmUp, long requests, List<Long> started, Optional<Distribution> lag) {
    /** The totals of no load. */
    public static final LoadTotals NONE = new LoadTotals(new WarmUp(0, 0), 0, List.of(), Optional.empty());

    public LoadTotals {
        started = List.copyOf(started);
    }

    /** Returns the number of requests sent in each of the first seconds after the warm-up. */
    public List<Long> startedIn(int seconds) {
        return IntStream.range(0, seconds)
                .mapToObj(i -> i < started.size() ? started.get(i) : Long.valueOf(0))
                .toList();
    }

    /** Returns the totals of both loads together, which began at the same instant. */
    public LoadTotals plus(LoadTotals other) {
        int seconds = Math.max(started.size(), other.started.size());
        List<Long> one = startedIn(seconds);
        List<Long> two = other.startedIn(seconds);
        return new LoadTotals(
                new WarmUp(warmUp.requests() + other.warmUp.requests(), warmUp.failed() + other.warmUp.failed()),
                requests + other.requests,
                IntStream.range(0, seconds)
                        .mapToObj(i -> one.get(i) + two.get(i))
                        .toList(),
                Stream.of(lag, other.lag).flatMap(Optional::stream).reduce(Distribution::plus));
    }
}
