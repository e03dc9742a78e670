/**
 * Measures two targets in pairs of short trials, from a generator that stays warm, and makes a whole paired gate of
 * them. The decision is in {@code judge.gate}. Nothing here runs Gatling.
 */
package timerbench.harness.experiment.paired;
