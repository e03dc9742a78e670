/**
 * Finds out how a target recovers from a fault: records a steady load, decides when it is steady, and computes the
 * figures. The fault itself is done by {@code timerbench.harness.load.fault}.
 */
package timerbench.harness.load.recovery;
