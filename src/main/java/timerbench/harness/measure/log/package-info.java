/** Reads Gatling's binary {@code simulation.log}. Nothing here depends on Gatling. */
package timerbench.harness.measure.log;
