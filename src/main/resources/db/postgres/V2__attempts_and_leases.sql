-- Another one after each change to a timer, never used again: what an attempt found is told from what is there now.
CREATE SEQUENCE timer_revision CACHE 100;

ALTER TABLE timer
  ADD COLUMN due_at           timestamptz,                     -- of the next attempt
  ADD COLUMN attempts         integer     NOT NULL DEFAULT 0,  -- made so far for this execute_at
  ADD COLUMN first_attempt_at timestamptz,
  ADD COLUMN revision         bigint      NOT NULL DEFAULT nextval('timer_revision');
UPDATE timer SET due_at = execute_at;
ALTER TABLE timer ALTER COLUMN due_at SET NOT NULL;

-- The order in which a shard's timers come due.
CREATE INDEX timer_due ON timer (shard, due_at);

-- The order of a group's timers again, on expressions in the ids' place. With the ids themselves, this index fits a look-up
-- by key as well as the primary key does in the eyes of the planner, which then walked through the whole group for each timer.
DROP INDEX timer_in_order;
CREATE INDEX timer_in_order ON timer (shard, (group_id || ''), execute_at, (timer_id || ''));

-- Instances of the service, each alive until its time by this server's clock.
CREATE TABLE instance (
  id          text        PRIMARY KEY,
  alive_until timestamptz NOT NULL
);

-- Who fires which shard, for as long as the owner is alive. The version changes with the owner.
CREATE TABLE lease (
  shard   smallint PRIMARY KEY,
  owner   text,
  version bigint   NOT NULL DEFAULT 0
);
