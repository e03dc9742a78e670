/**
 * Receives the callbacks that a target sends, and judges each against what the target acknowledged.
 *
 * <p>The receiver is the HTTP server, the ledger the record of timers and callbacks, the drain the wait for
 * outstanding callbacks after a load. Which fields of a callback are read is up to the dialect; when a load counts is
 * up to the load.
 */
package timerbench.harness.measure.callback;
