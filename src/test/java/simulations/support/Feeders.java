package simulations.support;

import io.gatling.javaapi.core.CoreDsl;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What virtual users are fed with. */
public final class Feeders {
    private Feeders() {}

    /** Returns group ids of {@code feeders/groups.csv}, as often as their weights say, in an order fixed by the seed. */
    public static Iterator<Map<String, Object>> groups(long seed) {
        Map<String, Double> weights = CoreDsl.csv("feeders/groups.csv").readRecords().stream()
                .collect(Collectors.toMap(
                        row -> row.get("groupId").toString(),
                        row -> Double.valueOf(row.get("weight").toString())));
        return new GroupChooser(weights, seed);
    }

    /** Returns timer ids that no other feeder of this kind ever returns: a random part of its own, and a number. */
    public static Iterator<Map<String, Object>> newTimerIds() {
        String own = UUID.randomUUID().toString();
        AtomicLong next = new AtomicLong();
        return endless("timerId", () -> own + "-" + next.getAndIncrement());
    }

    /** Returns the payloads in turn, for ever. */
    public static Iterator<Map<String, Object>> payloads(List<String> pool) {
        AtomicLong next = new AtomicLong();
        return endless("payload", () -> pool.get((int) (next.getAndIncrement() % pool.size())));
    }

    private static Iterator<Map<String, Object>> endless(String key, Supplier<String> value) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Map<String, Object> next() {
                return Map.of(key, value.get());
            }
        };
    }
}
