/**
 * The gate, which compares a candidate with a baseline: rules, statistics, verdict and report, as values. A paired
 * gate starts at {@link timerbench.harness.judge.gate.PairedGate}, a gate against a file at
 * {@link timerbench.harness.judge.gate.FileGate}. Nothing here measures a trial, reads a file or formats a report.
 */
package timerbench.harness.judge.gate;
