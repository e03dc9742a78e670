/**
 * The report of one run or several: which runs are repeats of a variant, how variants compare, and what limited a
 * trial. It reads {@code run.json} values only. Pages and files of a report do not belong here.
 */
package timerbench.harness.judge.report;
