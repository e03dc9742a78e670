-- One row a run, made of its run.json. The same text for SQLite and for PostgreSQL. What was not measured is NULL.
CREATE TABLE benchmark_results (
  run_id TEXT PRIMARY KEY,
  -- When the load that counts began, UTC; text in ISO 8601 in SQLite, which has no such type.
  test_date TIMESTAMPTZ NOT NULL,
  -- The simulation's name: timer-creation for TimerCreationSimulation.
  test_type TEXT NOT NULL,
  database_type TEXT,
  -- Requests of all operations that succeeded in the hold, a second of it.
  throughput_ops_per_sec DOUBLE PRECISION,
  latency_p95_ms DOUBLE PRECISION,
  latency_p99_ms DOUBLE PRECISION,
  -- Share of requests that failed, 0 to 1.
  error_rate DOUBLE PRECISION,
  -- Of the service: largest resident memory in 10^6 bytes, and its mean use of the processors, 100 being one of them.
  memory_usage_mb DOUBLE PRECISION,
  cpu_usage_percent DOUBLE PRECISION,
  -- Of first callbacks.
  lateness_p99_ms DOUBLE PRECISION,
  lost BIGINT,
  duplicates BIGINT,
  git_commit TEXT,
  -- Runs of one machine have one fingerprint; runs of one load against one kind of target, one profile hash.
  machine_fingerprint TEXT NOT NULL,
  profile TEXT NOT NULL,
  profile_hash TEXT NOT NULL,
  verdict TEXT NOT NULL
);

CREATE INDEX benchmark_results_by_type ON benchmark_results (test_type, database_type, test_date);
