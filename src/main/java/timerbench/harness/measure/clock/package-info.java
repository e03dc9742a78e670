/** How far a target's clock is from the receiver's, as an interval that holds the truth. */
package timerbench.harness.measure.clock;
