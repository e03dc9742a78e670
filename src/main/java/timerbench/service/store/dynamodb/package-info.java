/**
 * The store in DynamoDB. Nothing else in the service knows its driver.
 */
package timerbench.service.store.dynamodb;
