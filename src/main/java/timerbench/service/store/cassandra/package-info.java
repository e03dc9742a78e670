/**
 * The store in Cassandra. Nothing else in the service knows its driver.
 */
package timerbench.service.store.cassandra;
