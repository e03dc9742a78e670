package simulations.support;

import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.commons.rng.sampling.distribution.DiscreteSampler;
import org.apache.commons.rng.sampling.distribution.RejectionInversionZipfSampler;
import org.apache.commons.rng.simple.RandomSource;
import timerbench.harness.load.DueRange;
import timerbench.harness.targets.MissingIds;
import timerbench.harness.targets.dialect.Call;
import timerbench.settings.Settings;
import timerbench.settings.SettingsException;

/** Feeders of virtual users. */
public final class Feeders {
    /** The limit of the API of the reference service. */
    private static final int LONGEST_ID = 255;

    private Feeders() {}

    /**
     * Returns group ids of {@code feeders/groups.csv}, as often as their weights say, in an order fixed by the
     * seed.
     *
     * @param hotGroup the share of the group with the largest weight, in place of its weight; 0 for its weight
     * @throws SettingsException if there is no other group for the rest
     */
    static Iterator<Map<String, Object>> groups(double hotGroup, long seed) {
        Map<String, Double> weights = groupWeights();
        return weighted("groupId", hotGroup == 0 ? weights : withHotGroup(weights, hotGroup), seed);
    }

    static Map<String, Double> withHotGroup(Map<String, Double> weights, double share) {
        String hot = Collections.max(weights.entrySet(), Map.Entry.comparingByValue())
                .getKey();
        if (share == 1) {
            return Map.of(hot, 1.0);
        }
        Map<String, Double> changed = new HashMap<>(weights);
        changed.remove(hot);
        double others = changed.values().stream().mapToDouble(weight -> weight).sum();
        if (changed.isEmpty()) {
            throw new SettingsException(Settings.key("timers.hotGroup") + ": got " + share
                    + ", wanted 0 or 1: feeders/groups.csv has no other group for the rest");
        }
        changed.put(hot, others * share / (1 - share));
        return changed;
    }

    /** Returns the group ids of {@code feeders/groups.csv} with their weights. */
    static Map<String, Double> groupWeights() {
        return Weights.read("feeders/groups.csv", "groupId", Feeders::groupId);
    }

    /** Returns the text, checked that every dialect can send it. */
    static String groupId(String text) {
        if (!Call.fitsPath(text)) {
            throw new IllegalArgumentException("\"" + text + "\" cannot be put into a path: a segment would be lost");
        }
        if (text.length() > LONGEST_ID || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("must have at most " + LONGEST_ID
                    + " characters, none of them a control character, has " + text.length());
        }
        return text;
    }

    /** Returns values under this key, as often as their weights say, in an order fixed by the seed. */
    public static Iterator<Map<String, Object>> weighted(String key, Map<String, Double> weights, long seed) {
        return new WeightedChooser(key, weights, random(key, seed));
    }

    /**
     * Returns numbers of the key's own. With the same for every key, what is drawn for a timer would depend on what
     * else is drawn for it: all timers that are deleted would have receivers that fail.
     */
    private static Random random(String key, long seed) {
        return new Random(new SplittableRandom(seed + ((long) key.hashCode() << Integer.SIZE)).nextLong());
    }

    /** Returns durations under {@code dueIn}, in whole milliseconds, spread evenly, in an order fixed by the seed. */
    public static Iterator<Map<String, Object>> dueIn(DueRange range, long seed) {
        Random random = random("dueIn", seed);
        long span = range.to().minus(range.from()).toMillis() + 1;
        return endless("dueIn", () -> range.from().plusMillis((long) (random.nextDouble() * span)));
    }

    /**
     * Returns timer ids that no other such feeder ever returns: a random part of its own, and a number. Each is also the
     * timer's reference, which stays with it if the service chooses another id.
     */
    public static Iterator<Map<String, Object>> newTimerIds() {
        return timerIds(UUID.randomUUID().toString());
    }

    private static Iterator<Map<String, Object>> timerIds(String own) {
        AtomicLong next = new AtomicLong();
        return identities(() -> own + "-" + next.getAndIncrement());
    }

    /** Returns ids that no timer has. Each is also the reference. */
    static Iterator<Map<String, Object>> missingIds(MissingIds ids) {
        return identities(ids::next);
    }

    private static Iterator<Map<String, Object>> identities(Supplier<String> ids) {
        return endless(() -> {
            String id = ids.get();
            return Map.of("timerId", id, "reference", id);
        });
    }

    /**
     * Returns whole numbers under this key, the lower the oftener, in an order fixed by the seed: k comes with a
     * weight of 1 / (k + 1)<sup>exponent</sup> (Zipf's law).
     *
     * @param size the numbers are 0 … size − 1
     * @param exponent 0 for all alike; at 1, every other one of a million numbers is among the first thousand
     */
    public static Iterator<Map<String, Object>> skewed(String key, int size, double exponent, long seed) {
        // Takes the same time for any size (Hörmann & Derflinger 1996, Rejection-inversion to generate variates from
        // monotone discrete distributions).
        DiscreteSampler ranks =
                RejectionInversionZipfSampler.of(RandomSource.XO_SHI_RO_256_PP.create(seed), size, exponent);
        return endless(key, () -> ranks.sample() - 1);
    }

    /** Returns the payloads in turn, without end. */
    public static Iterator<Map<String, Object>> payloads(List<String> pool) {
        AtomicLong next = new AtomicLong();
        return endless("payload", () -> pool.get((int) (next.getAndIncrement() % pool.size())));
    }

    /**
     * Returns records that hold one of each. A virtual user that is fed hops to another thread and back, whatever
     * it is fed with, so that one feeder of four values costs the generator a fourth of what four of one do.
     */
    @SafeVarargs
    public static Iterator<Map<String, Object>> together(Iterator<Map<String, Object>>... feeders) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Map<String, Object> next() {
                Map<String, Object> all = new HashMap<>();
                for (Iterator<Map<String, Object>> feeder : feeders) {
                    all.putAll(feeder.next());
                }
                return all;
            }
        };
    }

    private static Iterator<Map<String, Object>> endless(String key, Supplier<Object> value) {
        return endless(() -> Map.of(key, value.get()));
    }

    private static Iterator<Map<String, Object>> endless(Supplier<Map<String, Object>> values) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Map<String, Object> next() {
                return values.get();
            }
        };
    }
}
