/**
 * Counts the requests of a log in a table, and computes their metrics from it, overall and over time. Tables of several
 * logs add up to the table of all their requests, so figures of several generators are those of one.
 *
 * <p>Callbacks are judged by the ledger, so their figures are left out here.
 */
package timerbench.harness.measure.requests;
