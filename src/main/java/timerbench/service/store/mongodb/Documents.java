package timerbench.service.store.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import timerbench.service.store.Attempt;
import timerbench.service.store.Due;
import timerbench.service.timer.Micros;
import timerbench.service.timer.RetryPolicy;
import timerbench.service.timer.Shards;
import timerbench.service.timer.Timer;
import timerbench.service.timer.TimerKey;

/**
 * Converts timers to documents and back. The {@code _id} is the key, preceded by its shard. Instants are microseconds
 * since 1970, because MongoDB's dates have milliseconds only. Strings compare by their UTF-8 bytes, that is, in code
 * point order.
 */
final class Documents {
    static final String ID = "_id";
    static final String SHARD = "_id.s";
    static final String GROUP_ID = "_id.g";
    static final String TIMER_ID = "_id.t";
    static final String EXECUTE_AT = "executeAt";
    static final String CALLBACK_URL = "callbackUrl";
    static final String PAYLOAD = "payload";
    static final String RETRY_POLICY = "retryPolicy";
    static final String CALLBACK_TIMEOUT = "callbackTimeoutMillis";
    static final String UPDATED_AT = "updatedAt";
    static final String DUE_AT = "dueAt";
    static final String ATTEMPTS = "attempts";
    static final String FIRST_AT = "firstAttemptAt";
    static final String REVISION = "revision";
    private static final String CREATED_AT = "createdAt";

    private Documents() {}

    static Document id(Shards shards, TimerKey key) {
        return new Document("s", shards.of(key)).append("g", key.groupId()).append("t", key.timerId());
    }

    static Bson with(Shards shards, TimerKey key) {
        return eq(ID, id(shards, key));
    }

    static Bson with(Shards shards, List<TimerKey> keys) {
        return in(ID, keys.stream().map(key -> id(shards, key)).toList());
    }

    /** Returns the filter of the timer as long as nobody has changed it. */
    static Bson unchanged(Shards shards, TimerKey key, long revision) {
        return and(with(shards, key), eq(REVISION, revision));
    }

    static Document of(Shards shards, Timer timer, long revision) {
        Document document = new Document(ID, id(shards, timer.key()))
                .append(EXECUTE_AT, Micros.sinceEpoch(timer.executeAt()))
                .append(DUE_AT, Micros.sinceEpoch(timer.executeAt()))
                .append(ATTEMPTS, 0)
                .append(REVISION, revision)
                .append(CALLBACK_URL, timer.callbackUrl())
                .append(CALLBACK_TIMEOUT, timer.callbackTimeout().toMillis())
                .append(CREATED_AT, Micros.sinceEpoch(timer.createdAt()))
                .append(UPDATED_AT, Micros.sinceEpoch(timer.updatedAt()));
        timer.payload().ifPresent(payload -> document.append(PAYLOAD, payload));
        Optional.ofNullable(retryPolicy(timer.retryPolicy())).ifPresent(text -> document.append(RETRY_POLICY, text));
        return document;
    }

    static TimerKey key(Document document) {
        Document id = document.get(ID, Document.class);
        return new TimerKey(id.getString("g"), id.getString("t"));
    }

    static Timer timer(Document document) {
        return new Timer(
                key(document),
                Micros.instant(document.getLong(EXECUTE_AT)),
                document.getString(CALLBACK_URL),
                Optional.ofNullable(document.getString(PAYLOAD)),
                Optional.ofNullable(document.getString(RETRY_POLICY))
                        .map(RetryPolicy::ofText)
                        .orElse(RetryPolicy.DEFAULT),
                Duration.ofMillis(document.getLong(CALLBACK_TIMEOUT)),
                Micros.instant(document.getLong(CREATED_AT)),
                Micros.instant(document.getLong(UPDATED_AT)));
    }

    static Attempt attempt(Document document) {
        return new Attempt(
                timer(document),
                document.getInteger(ATTEMPTS) + 1,
                Micros.instant(document.getLong(DUE_AT)),
                Optional.ofNullable(document.getLong(FIRST_AT)).map(Micros::instant),
                document.getLong(REVISION));
    }

    static Due due(Document document) {
        return new Due(key(document), Micros.instant(document.getLong(DUE_AT)));
    }

    /** Returns what the field holds of the policy: nothing for the default, which nearly every timer has. */
    static @Nullable String retryPolicy(RetryPolicy policy) {
        return policy.equals(RetryPolicy.DEFAULT) ? null : policy.toText();
    }

    /**
     * Returns a batch size for which all documents of a query arrive in one batch. If the documents filled the batch
     * exactly, the server would not know that there are no more, and would keep the cursor for another request.
     */
    static int oneBatch(int most) {
        return most + 1;
    }
}
