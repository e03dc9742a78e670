/** Runs of one workload on several variants, held against each other: values and statistics. */
package timerbench.harness.judge.compare;
