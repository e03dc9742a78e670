package timerbench.service.store.postgres;

/** The statements. Each takes a batch of any size as arrays, so that the server plans it once. */
final class Sql {
    static final String KEY = "unnest(?::smallint[], ?::text[], ?::text[])";
    static final String SAME_KEY = "(t.shard, t.group_id, t.timer_id) = (k.shard, k.group_id, k.timer_id)";
    static final String TIMER =
            "t.group_id, t.timer_id, t.execute_at, t.callback_url, t.payload, t.retry_policy, t.callback_timeout_ms,"
                    + " t.created_at, t.updated_at";

    static final String PUT = """
            INSERT INTO timer (shard, group_id, timer_id, execute_at, due_at, callback_url, payload, retry_policy,
                               callback_timeout_ms, created_at, updated_at)
            SELECT shard, group_id, timer_id, execute_at, execute_at, callback_url, payload, retry_policy,
                   callback_timeout_ms, created_at, updated_at
            FROM unnest(?::smallint[], ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::text[],
                        ?::bigint[], ?::timestamptz[], ?::timestamptz[])
              AS k(shard, group_id, timer_id, execute_at, callback_url, payload, retry_policy, callback_timeout_ms,
                   created_at, updated_at)
            ON CONFLICT (shard, group_id, timer_id) DO UPDATE SET
              execute_at = EXCLUDED.execute_at, due_at = EXCLUDED.due_at, attempts = 0, first_attempt_at = NULL,
              revision = EXCLUDED.revision, callback_url = EXCLUDED.callback_url, payload = EXCLUDED.payload,
              retry_policy = EXCLUDED.retry_policy, callback_timeout_ms = EXCLUDED.callback_timeout_ms,
              created_at = EXCLUDED.created_at, updated_at = EXCLUDED.updated_at""";

    static final String GET = """
            SELECT k.n, %s FROM %s WITH ORDINALITY AS k(shard, group_id, timer_id, n)
            JOIN timer t ON %s""".formatted(TIMER, KEY, SAME_KEY);

    static final String UPDATE = """
            UPDATE timer t SET
              execute_at = coalesce(k.execute_at, t.execute_at), due_at = coalesce(k.execute_at, t.due_at),
              attempts = CASE WHEN k.execute_at IS NULL THEN t.attempts ELSE 0 END,
              first_attempt_at = CASE WHEN k.execute_at IS NULL THEN t.first_attempt_at END,
              revision = nextval('timer_revision'), callback_url = coalesce(k.callback_url, t.callback_url),
              payload = coalesce(k.payload, t.payload),
              retry_policy = CASE WHEN k.new_policy THEN k.retry_policy ELSE t.retry_policy END,
              callback_timeout_ms = coalesce(k.callback_timeout_ms, t.callback_timeout_ms), updated_at = k.updated_at
            FROM unnest(?::smallint[], ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::boolean[],
                        ?::text[], ?::bigint[], ?::timestamptz[]) WITH ORDINALITY
              AS k(shard, group_id, timer_id, execute_at, callback_url, payload, new_policy, retry_policy,
                   callback_timeout_ms, updated_at, n)
            WHERE %s RETURNING k.n, %s""".formatted(SAME_KEY, TIMER);

    static final String DELETE = """
            DELETE FROM timer t USING %s WITH ORDINALITY AS k(shard, group_id, timer_id, n)
            WHERE %s RETURNING k.n""".formatted(KEY, SAME_KEY);

    /** The limit is pushed down to each shard; the shards' pages are merged. The empty texts are those of the index. */
    static final String LIST = """
            SELECT %1$s FROM generate_series(0, ?) AS s(shard) CROSS JOIN LATERAL (
              SELECT * FROM timer WHERE shard = s.shard AND group_id || '' = ? AND (execute_at, timer_id || '') > (?, ?)
                AND execute_at < ? ORDER BY execute_at, timer_id || '' LIMIT ?) AS t
            ORDER BY t.execute_at, t.timer_id LIMIT ?""".formatted(TIMER);

    private Sql() {}
}
