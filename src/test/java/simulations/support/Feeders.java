package simulations.support;

import io.gatling.javaapi.core.CoreDsl;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What virtual users are fed with. */
public final class Feeders {
    private Feeders() {}

    /** Returns group ids of {@code feeders/groups.csv}, as often as their weights say, in an order fixed by the seed. */
    public static Iterator<Map<String, Object>> groups(long seed) {
        List<Map<String, Object>> records = CoreDsl.csv("feeders/groups.csv").readRecords();
        String[] ids =
                records.stream().map(record -> record.get("groupId").toString()).toArray(String[]::new);
        double[] upTo = new double[ids.length];
        double total = 0;
        for (int i = 0; i < ids.length; i++) {
            total += Double.parseDouble(records.get(i).get("weight").toString());
            upTo[i] = total;
        }
        Random random = new Random(seed);
        double all = total;
        return endless("groupId", () -> {
            int found = Arrays.binarySearch(upTo, random.nextDouble() * all);
            return ids[Math.min(found < 0 ? -found - 1 : found + 1, ids.length - 1)];
        });
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
        return Stream.generate(() -> Map.<String, Object>of(key, value.get())).iterator();
    }
}
