/**
 * Cassandra for a run: a node in a process of its own, a container, or an external cluster. Only here does the
 * harness use its driver.
 */
package timerbench.harness.targets.database.cassandra;
