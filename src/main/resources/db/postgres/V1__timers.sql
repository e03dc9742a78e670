-- Pending timers. The key starts with the shard, as in every store.
-- COLLATE "C" orders ids by their bytes, which for UTF-8 is code point order.
CREATE TABLE timer (
  shard               smallint    NOT NULL,
  group_id            text        COLLATE "C" NOT NULL,
  timer_id            text        COLLATE "C" NOT NULL,
  execute_at          timestamptz NOT NULL,
  callback_url        text        NOT NULL,
  payload             text,                    -- JSON as it came; jsonb would rewrite it
  retry_policy        text,                    -- NULL: the default policy
  callback_timeout_ms bigint      NOT NULL,
  created_at          timestamptz NOT NULL,
  updated_at          timestamptz NOT NULL,
  PRIMARY KEY (shard, group_id, timer_id)
);

-- The order of a group's timers within a shard, for listing them page by page.
CREATE INDEX timer_in_order ON timer (shard, group_id, execute_at, timer_id);

-- What was fixed when the store was created: one row.
CREATE TABLE timer_store (
  only_row boolean  PRIMARY KEY DEFAULT true CHECK (only_row),
  shards   smallint NOT NULL CHECK (shards > 0)
);
