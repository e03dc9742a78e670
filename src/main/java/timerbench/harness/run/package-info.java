/** What a run measured: read from Gatling's log, kept as values, written to {@code run.json}, shown as a table. */
package timerbench.harness.run;
