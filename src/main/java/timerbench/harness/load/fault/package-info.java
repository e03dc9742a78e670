/**
 * Faults during a load: the plan of the settings, who can be disturbed, and what was done at which instant.
 *
 * <p>It knows nothing of the load itself, which begins the plan and is told what went wrong.
 */
package timerbench.harness.load.fault;
