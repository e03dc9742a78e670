/**
 * Starts, finds and stops the target of a load, and sends single requests to it.
 *
 * <p>{@code Service…} classes run a service in a process or a container: the reference service, whose settings are
 * known. {@code Foreign…} classes run any other service. {@code Target} is what a load sees of either, or of a
 * service that runs already. The load itself, and what is measured of it, belong to the rooms above.
 */
package timerbench.harness.targets;
