package timerbench.harness.callback;

import java.time.Instant;

/** The first callbacks that arrived within one second, and how late they were, in microseconds. */
public record LatenessSecond(Instant second, long callbacks, long p50Micros, long p99Micros, long maxMicros) {}
