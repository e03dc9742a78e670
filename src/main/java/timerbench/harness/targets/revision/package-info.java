/** Revisions of this repository: found, checked out beside this one, and built. */
package timerbench.harness.targets.revision;
