/**
 * The comparison of variants, such as databases or targets, under the same load: plan, results, and statistics of each
 * metric. How the runs are made, and how tables and files look, does not belong here.
 */
package timerbench.harness.judge.compare;
