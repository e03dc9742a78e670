/** A gate's verdict as files: for machines, for CI servers, for pull requests, and a page for people. */
package timerbench.harness.gate.format;
