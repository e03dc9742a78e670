/** Cassandra behind the reference service. */
package timerbench.harness.targets.database.cassandra;
