/**
 * The store in MongoDB. Nothing else in the service knows its driver.
 */
package timerbench.service.store.mongodb;
