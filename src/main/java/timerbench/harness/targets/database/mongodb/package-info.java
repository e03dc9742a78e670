/** MongoDB behind the reference service: in a container, or found running. */
package timerbench.harness.targets.database.mongodb;
