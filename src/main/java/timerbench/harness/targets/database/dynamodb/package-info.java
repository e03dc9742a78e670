/**
 * DynamoDB for a run: AWS, or its emulator in a process or a container. Only here does the harness use its driver.
 */
package timerbench.harness.targets.database.dynamodb;
