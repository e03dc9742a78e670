package timerbench.service.store.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import timerbench.service.store.Position;
import timerbench.service.store.TimerQuery;
import timerbench.service.timer.Micros;
import timerbench.service.timer.Timer;

/** One shard's timers of a query, in order, read as they are needed. Not thread-safe. */
final class ShardTimers implements AutoCloseable {
    static final Document ORDER = new Document(Documents.EXECUTE_AT, 1).append(Documents.TIMER_ID, 1);

    private final MongoCollection<Document> timers;
    private final int limit;
    private final int portion;

    /**
     * The ranges of the index after the position: the rest of the timers of the same instant, and all later instants.
     */
    private final Queue<Bson> stretches;

    private @Nullable MongoCursor<Document> cursor;
    private Optional<Timer> head = Optional.empty();

    /** @param portion documents that are in memory at once */
    ShardTimers(MongoCollection<Document> timers, int shard, TimerQuery query, int portion) {
        this.timers = timers;
        this.limit = query.limit();
        this.portion = Math.min(portion, limit);
        this.stretches = new ArrayDeque<>(stretches(shard, query));
    }

    private static List<Bson> stretches(int shard, TimerQuery query) {
        Bson group = and(eq(Documents.SHARD, shard), eq(Documents.GROUP_ID, query.groupId()));
        List<Bson> due = new ArrayList<>(List.of(group));
        query.dueBefore().ifPresent(end -> due.add(lt(Documents.EXECUTE_AT, Micros.sinceEpochNotBefore(end))));
        Optional<Position> after = query.after();
        if (after.isEmpty()) {
            return List.of(and(due));
        }
        long instant = Micros.sinceEpoch(after.get().executeAt());
        List<Bson> ties = new ArrayList<>(due);
        ties.add(eq(Documents.EXECUTE_AT, instant));
        ties.add(gt(Documents.TIMER_ID, after.get().timerId()));
        due.add(gt(Documents.EXECUTE_AT, instant));
        return List.of(and(ties), and(due));
    }

    /** Returns the timer that {@link #advance} went to; empty after the last. */
    Optional<Timer> head() {
        return head;
    }

    Position position() {
        return Position.of(head.orElseThrow());
    }

    /** Goes to the next timer, the first at first. */
    void advance() {
        while (!hasNext() && !stretches.isEmpty()) {
            close();
            cursor = timers.find(stretches.remove())
                    .sort(ORDER)
                    .hint(MongoDbStore.IN_ORDER)
                    .limit(limit)
                    .batchSize(portion)
                    .cursor();
        }
        head = hasNext() ? Optional.of(Documents.timer(cursor.next())) : Optional.empty();
    }

    private boolean hasNext() {
        return cursor != null && cursor.hasNext();
    }

    @Override
    public void close() {
        if (cursor != null) {
            cursor.close();
        }
    }
}
