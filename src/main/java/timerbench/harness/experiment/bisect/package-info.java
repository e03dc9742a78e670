/**
 * Searches the commit that made a service slower: builds commits of a range, and measures each next to the good one.
 *
 * <p>What the pairs show is decided in {@code judge.bisect}.
 */
package timerbench.harness.experiment.bisect;
