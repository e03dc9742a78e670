/**
 * Profiles one side of a pair of trials: a service's JVMs by the JDK's Flight Recorder, the database by its own
 * counts, and processes by those of the system. The result is a value, in amounts per slice of the hold.
 *
 * <p>What two sides do differently is decided in {@code judge.gate}.
 */
package timerbench.harness.measure.profile;
