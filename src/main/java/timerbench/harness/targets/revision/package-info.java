/**
 * Finds revisions of a repository, checks them out beside the working tree, builds them and keeps the builds.
 *
 * <p>Starting what was built is the task of {@code targets}.
 */
package timerbench.harness.targets.revision;
