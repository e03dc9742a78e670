/**
 * MongoDB for a run: in a container, or external. Only here does the harness use its driver.
 */
package timerbench.harness.targets.database.mongodb;
