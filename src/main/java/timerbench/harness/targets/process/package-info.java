/**
 * Processes that this one starts, and failures of its own background threads.
 *
 * <p>However this process ends, a guard ends the processes that it has started.
 */
package timerbench.harness.targets.process;
