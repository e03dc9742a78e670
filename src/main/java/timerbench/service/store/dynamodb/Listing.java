package timerbench.service.store.dynamodb;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import timerbench.service.store.Page;
import timerbench.service.store.TimerQuery;
import timerbench.service.timer.Shards;

/**
 * Lists a group's timers in order. The index holds places only. The places of all shards are merged before the timers
 * are read, so that no more than a page of timers is read. A timer whose place has changed in between is skipped.
 */
final class Listing {
    /** The number of timers that are read, and in memory, at once. */
    private static final int PORTION = 100;

    private final Requests requests;
    private final Bulk bulk;
    private final String table;
    private final Shards shards;

    Listing(Requests requests, Bulk bulk, String table, Shards shards) {
        this.requests = requests;
        this.bulk = bulk;
        this.table = table;
        this.shards = shards;
    }

    Page page(TimerQuery query) {
        String group = query.groupId();
        SdkBytes first = query.after()
                .map(after -> Keys.behind(Keys.place(group, after.executeAt(), after.timerId())))
                .orElseGet(() -> Keys.first(group));
        SdkBytes last = query.dueBefore().map(before -> Keys.end(group, before)).orElseGet(() -> Keys.end(group));
        Page page = new Page(query);
        boolean more = true;
        // DynamoDB refuses a range whose ends are reversed.
        while (more && Keys.compare(first, last) <= 0) {
            List<Map<String, AttributeValue>> found = places(first, last, query.limit());
            fill(page, found);
            more = !page.isFull() && found.size() == query.limit();
            first = more ? Keys.behind(place(found.get(found.size() - 1))) : last;
        }
        return page;
    }

    private List<Map<String, AttributeValue>> places(SdkBytes first, SdkBytes last, int limit) {
        List<Integer> all = IntStream.range(0, shards.count()).boxed().toList();
        return requests
                .all("list", all, (client, shard) -> Queries.items(client, query(shard, first, last), limit))
                .stream()
                .flatMap(List::stream)
                .sorted((a, b) -> Keys.compare(place(a), place(b)))
                .limit(limit)
                .toList();
    }

    private QueryRequest query(int shard, SdkBytes first, SdkBytes last) {
        return Queries.of(table, Items.SHARD, Items.number(shard))
                .indexName(Tables.BY_PLACE)
                .keyConditionExpression("#p = :p AND #s BETWEEN :first AND :last")
                .expressionAttributeNames(Map.of("#p", Items.SHARD, "#s", Items.PLACE))
                .expressionAttributeValues(
                        Map.of(":p", Items.number(shard), ":first", Items.bytes(first), ":last", Items.bytes(last)))
                .build();
    }

    private void fill(Page page, List<Map<String, AttributeValue>> found) {
        for (int start = 0; start < found.size() && !page.isFull(); start += PORTION) {
            List<Map<String, AttributeValue>> portion = found.subList(start, Math.min(found.size(), start + PORTION));
            Map<SdkBytes, Map<String, AttributeValue>> items = new HashMap<>();
            bulk.get("list", portion.stream().map(Listing::key).toList()).forEach(item -> items.put(place(item), item));
            portion.stream()
                    .map(entry -> items.get(place(entry)))
                    .filter(item -> item != null && !page.isFull())
                    .forEach(item -> page.add(Items.timer(item)));
        }
    }

    private static Map<String, AttributeValue> key(Map<String, AttributeValue> entry) {
        return Map.of(Items.SHARD, entry.get(Items.SHARD), Items.KEY, entry.get(Items.KEY));
    }

    private static SdkBytes place(Map<String, AttributeValue> item) {
        return item.get(Items.PLACE).b();
    }
}
