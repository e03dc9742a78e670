/**
 * What a store is, whatever its database: interfaces, the values in their calls, and what all stores share, such as
 * batches and leases. A database has a package of its own below, which keeps its driver and its exceptions to itself.
 */
package timerbench.service.store;
