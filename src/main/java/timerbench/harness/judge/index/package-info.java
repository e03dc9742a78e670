/**
 * What lies in a results folder: runs, comparisons and gates, as far as an overview needs them. How it is shown does not
 * belong here.
 */
package timerbench.harness.judge.index;
