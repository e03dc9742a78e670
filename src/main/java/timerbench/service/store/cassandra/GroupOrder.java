package timerbench.service.store.cassandra;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import timerbench.service.store.Page;
import timerbench.service.store.Position;
import timerbench.service.store.TimerQuery;
import timerbench.service.timer.Shards;
import timerbench.service.timer.TimerKey;

/** Lists a group's timers in order: merges each shard's entries up to the limit, and reads their rows. */
final class GroupOrder {
    /** The number of rows of a page that are in memory at once. */
    private static final int PORTION = 100;

    private final Cql cql;
    private final TimerTables tables;
    private final Shards shards;
    private final PreparedStatement entries;

    GroupOrder(Cql cql, TimerTables tables, Shards shards) {
        this.cql = cql;
        this.tables = tables;
        this.shards = shards;
        entries = cql.prepare("SELECT execute_at, timer_id FROM timer_in_order WHERE shard = ? AND group_id = ?"
                + " AND (execute_at, timer_id) > (?, ?) AND (execute_at) < (?) LIMIT ?");
    }

    Page page(TimerQuery query) {
        Page page = new Page(query);
        Mutations drops = new Mutations();
        Optional<Position> after = query.after();
        boolean more = true;
        while (more && !page.isFull()) {
            List<Position> positions = positions(query, after);
            fill(page, query.groupId(), positions, drops);
            // Dropped entries leave room for later ones.
            more = positions.size() == query.limit();
            after = more ? Optional.of(positions.get(positions.size() - 1)) : after;
        }
        cql.writeAll("list", drops.statements());
        return page;
    }

    private List<Position> positions(TimerQuery query, Optional<Position> after) {
        long afterInstant =
                after.map(position -> Rows.micros(position.executeAt())).orElse(Long.MIN_VALUE);
        String afterId = after.map(Position::timerId).orElse("");
        long before = query.dueBefore().map(Rows::microsFrom).orElse(Long.MAX_VALUE);
        List<List<Row>> found = cql.readAll(
                "list",
                IntStream.range(0, shards.count())
                        .mapToObj(shard ->
                                entries.bind(shard, query.groupId(), afterInstant, afterId, before, query.limit()))
                        .toList());
        return found.stream()
                .flatMap(List::stream)
                .map(row -> new Position(Rows.instant(row.getLong(0)), row.getString(1)))
                .sorted()
                .limit(query.limit())
                .toList();
    }

    private void fill(Page page, String groupId, List<Position> positions, Mutations drops) {
        for (int from = 0; from < positions.size() && !page.isFull(); from += PORTION) {
            List<Position> portion = positions.subList(from, Math.min(from + PORTION, positions.size()));
            Map<TimerKey, Stored> rows = tables.get(
                    "list",
                    portion.stream()
                            .map(position -> new TimerKey(groupId, position.timerId()))
                            .distinct()
                            .toList());
            for (Position position : portion) {
                TimerKey key = new TimerKey(groupId, position.timerId());
                Optional<Stored> row = Optional.ofNullable(rows.get(key));
                if (row.filter(stored -> stored.timer().executeAt().equals(position.executeAt()))
                        .isEmpty()) {
                    tables.dropInOrder(drops, key, position.executeAt(), row);
                } else if (!page.isFull()) {
                    page.add(row.get().timer());
                }
            }
        }
    }
}
