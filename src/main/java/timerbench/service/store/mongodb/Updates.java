package timerbench.service.store.mongodb;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOneModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import timerbench.service.timer.Micros;
import timerbench.service.timer.Shards;
import timerbench.service.timer.Timer;
import timerbench.service.timer.TimerChange;
import timerbench.service.timer.TimerKey;

/**
 * Applies changes to timers. A batch is read, and then written in one call, on condition that the timers have not
 * changed since. The result is known without another read. The few timers that another write has changed are updated
 * one by one.
 */
final class Updates {
    private final Connections connections;
    private final MongoCollection<Document> timers;
    private final Shards shards;
    private final Revisions revisions;

    Updates(Connections connections, MongoCollection<Document> timers, Shards shards, Revisions revisions) {
        this.connections = connections;
        this.timers = timers;
        this.shards = shards;
        this.revisions = revisions;
    }

    /** A change to a timer that exists. */
    private record Change(TimerChange change, Document found, long revision) {
        TimerKey key() {
            return change.key();
        }

        Timer result() {
            return change.applyTo(Documents.timer(found));
        }
    }

    List<Optional<Timer>> apply(List<TimerChange> wanted) {
        Map<TimerKey, Document> found =
                find(wanted.stream().map(TimerChange::key).toList());
        List<Change> changes = wanted.stream()
                .filter(change -> found.containsKey(change.key()))
                .map(change -> new Change(change, found.get(change.key()), revisions.next()))
                .toList();
        Map<TimerKey, Timer> changed = changes.isEmpty() ? Map.of() : write(changes);
        return wanted.stream()
                .map(change -> Optional.ofNullable(changed.get(change.key())))
                .toList();
    }

    private Map<TimerKey, Document> find(List<TimerKey> keys) {
        return connections.call("update", () -> {
            Map<TimerKey, Document> found = new HashMap<>();
            timers.find(Documents.with(shards, keys))
                    .batchSize(Documents.oneBatch(keys.size()))
                    .forEach(document -> found.put(Documents.key(document), document));
            return found;
        });
    }

    private Map<TimerKey, Timer> write(List<Change> changes) {
        List<UpdateOneModel<Document>> writes = changes.stream()
                .map(change -> new UpdateOneModel<Document>(
                        Documents.unchanged(shards, change.key(), change.found.getLong(Documents.REVISION)),
                        update(change)))
                .toList();
        int written = connections.call(
                "update",
                () -> timers.bulkWrite(writes, MongoDbStore.IN_ANY_ORDER).getMatchedCount());
        List<Change> overtaken = written == changes.size() ? List.of() : overtaken(changes);
        Map<TimerKey, Timer> changed = new HashMap<>();
        changes.forEach(change -> changed.put(change.key(), change.result()));
        overtaken.forEach(change -> changed.remove(change.key()));
        connections
                .each("update", overtaken, this::writeOne)
                .forEach(one -> one.ifPresent(timer -> changed.put(timer.key(), timer)));
        return changed;
    }

    private List<Change> overtaken(List<Change> changes) {
        Map<TimerKey, Document> now = find(changes.stream().map(Change::key).toList());
        return changes.stream()
                .filter(change -> !Optional.ofNullable(now.get(change.key()))
                        .map(document -> document.getLong(Documents.REVISION))
                        .equals(Optional.of(change.revision)))
                .toList();
    }

    private Optional<Timer> writeOne(Change change) {
        FindOneAndUpdateOptions after = new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);
        return Optional.ofNullable(timers.findOneAndUpdate(Documents.with(shards, change.key()), update(change), after))
                .map(Documents::timer);
    }

    private static Document update(Change change) {
        TimerChange wanted = change.change;
        Document set = new Document(Documents.REVISION, change.revision)
                .append(Documents.UPDATED_AT, Micros.sinceEpoch(wanted.updatedAt()));
        List<String> unset = new ArrayList<>();
        wanted.executeAt().map(Micros::sinceEpoch).ifPresent(executeAt -> {
            set.append(Documents.EXECUTE_AT, executeAt).append(Documents.DUE_AT, executeAt);
            set.append(Documents.ATTEMPTS, 0);
            unset.add(Documents.FIRST_AT);
        });
        wanted.callbackUrl().ifPresent(url -> set.append(Documents.CALLBACK_URL, url));
        wanted.payload().ifPresent(payload -> set.append(Documents.PAYLOAD, payload));
        wanted.callbackTimeout().ifPresent(time -> set.append(Documents.CALLBACK_TIMEOUT, time.toMillis()));
        wanted.retryPolicy()
                .map(policy -> Optional.ofNullable(Documents.retryPolicy(policy)))
                .ifPresent(policy -> policy.ifPresentOrElse(
                        text -> set.append(Documents.RETRY_POLICY, text), () -> unset.add(Documents.RETRY_POLICY)));
        return operators(set, unset);
    }

    /**
     * Returns the update that sets and removes these fields. If there are none to remove, the update must not contain
     * the operator.
     */
    static Document operators(Document set, List<String> unset) {
        Document update = new Document("$set", set);
        if (!unset.isEmpty()) {
            Document removed = new Document();
            unset.forEach(field -> removed.append(field, ""));
            update.append("$unset", removed);
        }
        return update;
    }
}
