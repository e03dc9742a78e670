/**
 * A timer and its values: key, shard, retry policy, instants, and the dialects' names for them. No I/O, and no
 * dependency on the rest of the service.
 */
package timerbench.service.timer;
