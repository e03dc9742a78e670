/**
 * Calibrates the paired gate: measures pools of pairs with known differences, and reports how often gates of them,
 * and gates drawn from them, are wrong. The gate itself is in {@code judge.gate}.
 */
package timerbench.harness.experiment.calibration;
