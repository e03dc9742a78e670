/**
 * Measures a load: counts and timeline of its requests, the checks of the target's clock and counts, and what the
 * database did.
 *
 * <p>The subpackages measure one thing each. Results are values of {@code run}; judging and printing them happens in
 * the rooms above.
 */
package timerbench.harness.measure;
