package timerbench.service.store.dynamodb;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import timerbench.service.store.Attempt;
import timerbench.service.timer.Micros;
import timerbench.service.timer.RetryPolicy;
import timerbench.service.timer.Shards;
import timerbench.service.timer.Timer;
import timerbench.service.timer.TimerKey;

/** Converts timers to items and back. Instants are microseconds since 1970. */
final class Items {
    static final String SHARD = "shard";
    static final String KEY = "key";
    static final String DUE_AT = "dueAt";
    static final String PLACE = "place";
    static final String GROUP_ID = "groupId";
    static final String TIMER_ID = "timerId";
    static final String EXECUTE_AT = "executeAt";
    static final String CALLBACK_URL = "callbackUrl";
    static final String PAYLOAD = "payload";
    static final String RETRY_POLICY = "retryPolicy";
    static final String CALLBACK_TIMEOUT = "callbackTimeoutMs";
    static final String CREATED_AT = "createdAt";
    static final String UPDATED_AT = "updatedAt";
    static final String ATTEMPTS = "attempts";
    static final String FIRST_AT = "firstAt";
    static final String REVISION = "revision";

    private Items() {}

    static Map<String, AttributeValue> key(Shards shards, TimerKey key) {
        return Map.of(SHARD, number(shards.of(key)), KEY, bytes(Keys.of(key)));
    }

    /** Returns the item of a timer before its first attempt, with a new revision. */
    static Map<String, AttributeValue> item(Shards shards, Timer timer) {
        TimerKey key = timer.key();
        Map<String, AttributeValue> item = new HashMap<>(key(shards, key));
        item.put(GROUP_ID, text(key.groupId()));
        item.put(TIMER_ID, text(key.timerId()));
        item.put(PLACE, bytes(Keys.place(key.groupId(), timer.executeAt(), key.timerId())));
        item.put(EXECUTE_AT, instant(timer.executeAt()));
        item.put(DUE_AT, instant(timer.executeAt()));
        item.put(CALLBACK_URL, text(timer.callbackUrl()));
        timer.payload().ifPresent(payload -> item.put(PAYLOAD, text(payload)));
        // The default policy is not stored, because nearly every timer has it.
        if (!timer.retryPolicy().equals(RetryPolicy.DEFAULT)) {
            item.put(RETRY_POLICY, text(timer.retryPolicy().toText()));
        }
        item.put(CALLBACK_TIMEOUT, number(timer.callbackTimeout().toMillis()));
        item.put(CREATED_AT, instant(timer.createdAt()));
        item.put(UPDATED_AT, instant(timer.updatedAt()));
        item.put(ATTEMPTS, number(0));
        item.put(REVISION, newRevision());
        return item;
    }

    /**
     * Returns a revision that no state of any timer had before: a random one of 2^64, so that nothing has to be read
     * for it.
     */
    static AttributeValue newRevision() {
        return number(ThreadLocalRandom.current().nextLong());
    }

    static Timer timer(Map<String, AttributeValue> item) {
        return new Timer(
                timerKey(item),
                instant(item, EXECUTE_AT),
                item.get(CALLBACK_URL).s(),
                Optional.ofNullable(item.get(PAYLOAD)).map(AttributeValue::s),
                Optional.ofNullable(item.get(RETRY_POLICY))
                        .map(policy -> RetryPolicy.ofText(policy.s()))
                        .orElse(RetryPolicy.DEFAULT),
                Duration.ofMillis(whole(item, CALLBACK_TIMEOUT)),
                instant(item, CREATED_AT),
                instant(item, UPDATED_AT));
    }

    static Attempt attempt(Map<String, AttributeValue> item) {
        return new Attempt(
                timer(item),
                (int) whole(item, ATTEMPTS) + 1,
                instant(item, DUE_AT),
                item.containsKey(FIRST_AT) ? Optional.of(instant(item, FIRST_AT)) : Optional.empty(),
                whole(item, REVISION));
    }

    static TimerKey timerKey(Map<String, AttributeValue> item) {
        return new TimerKey(item.get(GROUP_ID).s(), item.get(TIMER_ID).s());
    }

    static Instant instant(Map<String, AttributeValue> item, String name) {
        return Micros.instant(whole(item, name));
    }

    static long whole(Map<String, AttributeValue> item, String name) {
        return Long.parseLong(item.get(name).n());
    }

    static AttributeValue instant(Instant instant) {
        return number(Micros.sinceEpoch(instant));
    }

    static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }

    static AttributeValue bytes(SdkBytes bytes) {
        return AttributeValue.fromB(bytes);
    }
}
