/** Processes that this one starts: none of them is to be left when it ends, however that is. */
package timerbench.harness.process;
