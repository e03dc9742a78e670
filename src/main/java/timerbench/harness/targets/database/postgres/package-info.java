/** PostgreSQL behind the reference service: embedded, in a container, or found running. */
package timerbench.harness.targets.database.postgres;
