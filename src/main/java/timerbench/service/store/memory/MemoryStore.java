package timerbench.service.store.memory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import timerbench.service.store.Page;
import timerbench.service.store.Position;
import timerbench.service.store.StoreInfo;
import timerbench.service.store.TimerQuery;
import timerbench.service.store.TimerStore;
import timerbench.service.timer.Shards;
import timerbench.service.timer.Timer;
import timerbench.service.timer.TimerChange;
import timerbench.service.timer.TimerKey;

/** Timers in the memory of the process: nothing is durable. It shows the service without a database. */
public final class MemoryStore implements TimerStore {
    private final Shards shards;
    private final List<Shard> slices;

    public MemoryStore(Shards shards) {
        this.shards = shards;
        this.slices =
                IntStream.range(0, shards.count()).mapToObj(i -> new Shard()).toList();
    }

    @Override
    public void put(List<Timer> timers) {
        timers.forEach(timer -> shard(timer.key()).put(timer));
    }

    @Override
    public List<Optional<Timer>> get(List<TimerKey> keys) {
        return each(keys, key -> shard(key).get(key));
    }

    @Override
    public List<Optional<Timer>> update(List<TimerChange> changes) {
        return each(changes, change -> shard(change.key()).update(change));
    }

    @Override
    public List<Boolean> delete(List<TimerKey> keys) {
        return each(keys, key -> shard(key).delete(key));
    }

    @Override
    public Page list(TimerQuery query) {
        NavigableMap<Position, Timer> merged = new TreeMap<>();
        slices.forEach(slice -> slice.list(query).forEach(timer -> merged.put(Position.of(timer), timer)));
        Page page = new Page(query);
        merged.values().stream().takeWhile(timer -> !page.isFull()).forEach(page::add);
        return page;
    }

    @Override
    public Shards shards() {
        return shards;
    }

    @Override
    public StoreInfo info() {
        return new StoreInfo("memory", System.getProperty("java.version"), Map.of("persistence", "none"));
    }

    @Override
    public void check() {}

    @Override
    public void close() {}

    private Shard shard(TimerKey key) {
        return slices.get(shards.of(key));
    }

    private static <A, R> List<R> each(List<A> questions, Function<A, R> answer) {
        return questions.stream().map(answer).toList();
    }

    private static final class Shard {
        private final Map<TimerKey, Timer> timers = new HashMap<>();
        private final Map<String, NavigableMap<Position, Timer>> groups = new HashMap<>();

        synchronized void put(Timer timer) {
            delete(timer.key());
            timers.put(timer.key(), timer);
            groups.computeIfAbsent(timer.key().groupId(), group -> new TreeMap<>())
                    .put(Position.of(timer), timer);
        }

        synchronized Optional<Timer> get(TimerKey key) {
            return Optional.ofNullable(timers.get(key));
        }

        synchronized Optional<Timer> update(TimerChange change) {
            Optional<Timer> changed = get(change.key()).map(change::applyTo);
            changed.ifPresent(this::put);
            return changed;
        }

        synchronized boolean delete(TimerKey key) {
            Timer timer = timers.remove(key);
            if (timer == null) {
                return false;
            }
            NavigableMap<Position, Timer> group = groups.get(key.groupId());
            group.remove(Position.of(timer));
            if (group.isEmpty()) {
                groups.remove(key.groupId());
            }
            return true;
        }

        synchronized List<Timer> list(TimerQuery query) {
            NavigableMap<Position, Timer> group = groups.getOrDefault(query.groupId(), new TreeMap<>());
            NavigableMap<Position, Timer> rest =
                    query.after().map(after -> group.tailMap(after, false)).orElse(group);
            List<Timer> page = new ArrayList<>();
            for (Timer timer : rest.values()) {
                boolean due = query.dueBefore().map(timer.executeAt()::isBefore).orElse(true);
                if (!due || page.size() == query.limit()) {
                    break;
                }
                page.add(timer);
            }
            return page;
        }
    }
}
