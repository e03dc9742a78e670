/** Processes that this one starts: none of them is to be left when it ends, however that is. Failures of its own threads. */
package timerbench.harness.targets.process;
