/**
 * Searches for the highest rate that a target holds: which rate to try next, the pace of its requests, and the
 * verdict on it. The steps of the requests come from the simulation.
 */
package timerbench.harness.load.breakpoint;
