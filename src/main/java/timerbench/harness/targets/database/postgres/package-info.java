/**
 * PostgreSQL for a run: embedded, in a container, or external. Only here does the harness use its driver for
 * measuring.
 */
package timerbench.harness.targets.database.postgres;
