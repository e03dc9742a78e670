/**
 * Observes processes and the machine during a load: CPU time and its limits, memory, network, block devices
 * and open files.
 *
 * <p>What a database or a target reports about itself is read elsewhere.
 */
package timerbench.harness.measure.monitor;
