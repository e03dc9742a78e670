package simulations.support;

import io.gatling.javaapi.core.CoreDsl;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
        return weighted("groupId", weights, seed);
    }

    /** Returns values under this key, as often as their weights say, in an order fixed by the seed. */
    public static Iterator<Map<String, Object>> weighted(String key, Map<String, Double> weights, long seed) {
        return new WeightedChooser(key, weights, seed);
    }

    /** Returns durations under {@code dueIn}, in whole milliseconds, spread evenly, in an order fixed by the seed. */
    public static Iterator<Map<String, Object>> dueIn(Duration from, Duration to, long seed) {
        Random random = new Random(seed);
        long span = to.minus(from).toMillis() + 1;
        return endless("dueIn", () -> from.plusMillis((long) (random.nextDouble() * span)));
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

    private static Iterator<Map<String, Object>> endless(String key, Supplier<Object> value) {
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
