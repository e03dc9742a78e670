/**
 * Finds the commit that made a service slower, from pairs of trials that somebody else measures.
 *
 * <p>How sure a commit is the culprit is computed in {@code stats}.
 */
package timerbench.harness.judge.bisect;
