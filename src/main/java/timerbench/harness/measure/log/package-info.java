/**
 * Reads Gatling's binary {@code simulation.log} and computes the metrics of requests from it, overall and over time.
 *
 * <p>Nothing here depends on Gatling. Callbacks are judged by the ledger, so they are left out here.
 */
package timerbench.harness.measure.log;
