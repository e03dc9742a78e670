/**
 * The history of runs: a table in SQLite or PostgreSQL with a row for each run, and trends with change points over
 * comparable rows. Pages, tables and files of a trend do not belong here.
 */
package timerbench.harness.judge.history;
