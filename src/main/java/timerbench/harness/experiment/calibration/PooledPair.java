package timerbench.harness.experiment.calibration;

import timerbench.harness.judge.gate.Pair;

/**
 * A pair of a pool.
 *
 * @param gate which of the scenario's gates it was measured in, from 1; the pair says in which round
 * @param pairs of each round of that gate
 * @param origin commit and machine that it was measured with
 * @param seconds both trials together, with the starts of their targets
 */
public record PooledPair(Scenario scenario, int gate, int pairs, String origin, double seconds, Pair pair) {}
