package timerbench.harness.measure.monitor;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counters that the kernel keeps, each missing if it cannot be read.
 *
 * @param cpuSeconds CPU time
 * @param bytes by what they count
 */
record Counters(Optional<Double> cpuSeconds, Map<Traffic, Long> bytes) {
    /** The counters of what has just started, whatever it counts. */
    static final Counters START = new Counters(Optional.empty(), Map.of());

    Counters {
        bytes = Map.copyOf(bytes);
    }

    /** Returns the increase since an earlier reading. A counter that went back has started again at 0. */
    Counters since(Counters before) {
        Map<Traffic, Long> increase = new EnumMap<>(Traffic.class);
        bytes.forEach((traffic, now) -> {
            long then = before.bytes.getOrDefault(traffic, 0L);
            increase.put(traffic, now < then ? now : now - then);
        });
        double then = before.cpuSeconds.orElse(0.0);
        return new Counters(cpuSeconds.map(now -> now < then ? now : now - then), increase);
    }

    /** Returns these counters, with those of an earlier reading where they are missing. */
    Counters orElse(Counters earlier) {
        Map<Traffic, Long> all = new EnumMap<>(Traffic.class);
        all.putAll(earlier.bytes);
        all.putAll(bytes);
        return new Counters(cpuSeconds.or(() -> earlier.cpuSeconds), all);
    }
}
