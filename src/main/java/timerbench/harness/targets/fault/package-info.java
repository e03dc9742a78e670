/**
 * Faults: what is done to a target or to the receiver during a load, as values. Who is disturbed and how belongs to
 * {@code targets.process}, {@code targets.database} and {@code targets.proxy}; when it is done belongs to
 * {@code load.fault}.
 */
package timerbench.harness.targets.fault;
