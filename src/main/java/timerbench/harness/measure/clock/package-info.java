/**
 * Measures how far the target's clock is from the receiver's, as an interval that contains the true offset.
 *
 * <p>Lateness is judged with the clock that results from it, see
 * {@link timerbench.harness.measure.clock.TargetClock}.
 */
package timerbench.harness.measure.clock;
