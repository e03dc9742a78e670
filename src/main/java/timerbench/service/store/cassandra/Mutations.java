package timerbench.service.store.cassandra;

import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchableStatement;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects writes by shard. Statements that are added together are written as a whole. Beyond that, the statements of
 * one shard share a mutation until it holds {@value #MOST_CHARACTERS} characters: Cassandra refuses mutations of half
 * a commit log segment.
 */
final class Mutations {
    static final int MOST_CHARACTERS = 1_024 * 1_024;

    private final Map<Integer, Open> open = new HashMap<>();
    private final List<BatchStatement> full = new ArrayList<>();

    private static final class Open {
        final List<BatchableStatement<?>> statements = new ArrayList<>();
        int characters;
    }

    /** @param characters the length of its payload */
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

    /** Statements on one partition are one mutation, which is atomic without a batch log. */
    private static BatchStatement unlogged(Open mutation) {
        return BatchStatement.builder(DefaultBatchType.UNLOGGED)
                .addStatements(mutation.statements)
                .build();
    }
}
