/**
 * Containers of this machine's Docker engine: databases and their limits. What runs in a database's container is said
 * by its product's package; services in containers are started by the package above.
 */
package timerbench.harness.targets.docker;
