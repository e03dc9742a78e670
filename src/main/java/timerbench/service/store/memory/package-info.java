/**
 * A store in the memory of the process, for tests and for measuring the service without a database.
 */
package timerbench.service.store.memory;
