package timerbench.service.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchableStatement;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes by shard. What was added in one go is written as a whole; beyond that, those of one shard share a mutation
 * until they hold {@value #MOST_CHARACTERS} characters: one that is half as large as a segment of the log is refused.
 */
final class Mutations {
    static final int MOST_CHARACTERS = 1_024 * 1_024;

    private final Map<Integer, Open> open = new HashMap<>();
    private final List<BatchStatement> full = new ArrayList<>();

    private static final class Open {
        final List<BatchableStatement<?>> statements = new ArrayList<>();
        int characters;
    }

    /** @param characters in it that may be many */
    void add(int shard, int characters, List<? extends BatchableStatement<?>> statements) {
        Open mutation = open.computeIfAbsent(shard, none -> new Open());
        mutation.statements.addAll(statements);
        mutation.characters += characters;
        if (mutation.characters >= MOST_CHARACTERS) {
            full.add(unlogged(mutation));
            open.remove(shard);
        }
    }

    List<BatchStatement> statements() {
        List<BatchStatement> all = new ArrayList<>(full);
        open.values().forEach(mutation -> all.add(unlogged(mutation)));
        return all;
    }

    /** One partition is one mutation, which is atomic without a log of batches. */
    private static BatchStatement unlogged(Open mutation) {
        return BatchStatement.builder(DefaultBatchType.UNLOGGED)
                .addStatements(mutation.statements)
                .build();
    }
}
