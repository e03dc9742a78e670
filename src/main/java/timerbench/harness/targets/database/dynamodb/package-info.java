/** DynamoDB: AWS' own, or its emulator in a process of its own. */
package timerbench.harness.targets.database.dynamodb;
