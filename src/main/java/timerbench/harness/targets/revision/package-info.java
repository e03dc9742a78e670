/**
 * Finds revisions of this repository, checks them out beside the working tree, and builds the reference service from
 * them.
 *
 * <p>Starting what was built is the task of {@code targets}.
 */
package timerbench.harness.targets.revision;
