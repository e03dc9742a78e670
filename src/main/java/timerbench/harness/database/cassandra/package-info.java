/** Cassandra behind the reference service. */
package timerbench.harness.database.cassandra;
