/**
 * Compares the target's own counts of a run with the harness's counts of the same run.
 *
 * <p>This package reads the target's metrics pages, computes what each instance counted between two readings, and
 * reports any disagreement. The text format of the pages is read in {@code targets.metrics}.
 */
package timerbench.harness.measure.counts;
