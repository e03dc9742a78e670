package timerbench.service.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import timerbench.service.timer.RetryPolicy;
import timerbench.service.timer.Timer;
import timerbench.service.timer.TimerChange;
import timerbench.service.timer.TimerKey;

/** Draws steps over so few groups, ids and instants that they often meet. The same seed draws the same. */
final class RandomSteps {
    static final List<String> INSTANCES = List.of("model one", "model two");
    private static final List<String> GROUPS = List.of("model/a", "model/b");
    private static final int IDS = 4;
    private static final List<Instant> INSTANTS = Stream.of(
                    "1970-01-01T00:00:00Z",
                    "2020-02-29T12:00:00Z",
                    "2020-02-29T12:00:00.000001Z",
                    "2030-01-01T00:00:00.999999Z",
                    "2030-01-01T00:00:01Z",
                    "9999-12-31T23:59:59.999999Z")
            .map(Instant::parse)
            .toList();
    private static final RetryPolicy POLICY =
            new RetryPolicy(5, Optional.of(Duration.ofHours(1)), Duration.ofMillis(1), 1.5, Duration.ofDays(1));

    private final Random random;
    private final int shards;

    private RandomSteps(long seed, int shards) {
        this.random = new Random(seed);
        this.shards = shards;
    }

    static List<Step> draw(long seed, int shards, int count) {
        RandomSteps steps = new RandomSteps(seed, shards);
        return Stream.generate(steps::step).limit(count).toList();
    }

    private Step step() {
        int percent = random.nextInt(100);
        if (percent < 25) {
            return new Step.Put(keys().stream().map(this::timer).toList());
        } else if (percent < 40) {
            return new Step.Update(keys().stream().map(this::change).toList());
        } else if (percent < 48) {
            return new Step.Delete(keys());
        } else if (percent < 56) {
            return new Step.Get(keys());
        } else if (percent < 66) {
            return new Step.ListAll(oneOf(GROUPS), end(), 1 + random.nextInt(4));
        } else if (percent < 86) {
            return new Step.Fire(end(), 1 + random.nextInt(4), someOf(List.of(Fate.values())), oneOf(INSTANTS));
        }
        return leaseStep(percent);
    }

    private Step leaseStep(int percent) {
        String instance = oneOf(INSTANCES);
        List<Integer> some = someOf(IntStream.range(0, shards).boxed().toList());
        if (percent < 96) {
            return new Step.Join(instance, some);
        }
        return percent < 99 ? new Step.Release(instance, some) : new Step.Leave(instance);
    }

    private Timer timer(TimerKey key) {
        Instant now = oneOf(INSTANTS);
        return new Timer(
                key,
                oneOf(INSTANTS),
                "http://put/" + random.nextInt(10),
                maybe("{\"put\":" + random.nextInt(10) + "}"),
                random.nextBoolean() ? POLICY : RetryPolicy.DEFAULT,
                Duration.ofMillis(1 + random.nextInt(2_000)),
                now,
                now);
    }

    private TimerChange change(TimerKey key) {
        return new TimerChange(
                key,
                maybe(oneOf(INSTANTS)),
                maybe("http://updated/" + random.nextInt(10)),
                maybe("{\"updated\":" + random.nextInt(10) + "}"),
                maybe(random.nextBoolean() ? POLICY : RetryPolicy.DEFAULT),
                maybe(Duration.ofMillis(1 + random.nextInt(2_000))),
                oneOf(INSTANTS));
    }

    /** Returns an end that includes the last instant as often as any other. */
    private Instant end() {
        return random.nextBoolean() ? oneOf(INSTANTS) : oneOf(INSTANTS).plusNanos(1_000);
    }

    private List<TimerKey> keys() {
        return someOf(GROUPS.stream()
                .flatMap(group -> IntStream.range(0, IDS).mapToObj(id -> new TimerKey(group, "t" + id)))
                .toList());
    }

    private <T> List<T> someOf(List<T> all) {
        List<T> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        return List.copyOf(shuffled.subList(0, 1 + random.nextInt(all.size())));
    }

    private <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private <T> Optional<T> maybe(T value) {
        return Optional.of(value).filter(present -> random.nextBoolean());
    }
}
