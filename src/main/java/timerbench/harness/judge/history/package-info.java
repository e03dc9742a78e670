/** What runs came to, kept in a table of a database: one row a run, each made of its {@code run.json} alone. */
package timerbench.harness.judge.history;
