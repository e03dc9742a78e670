/** Containers: databases in them, what they may use at most, and that nothing of them is left. */
package timerbench.harness.targets.docker;
