/**
 * Derives further figures of a run from its log and its samples, with limits on them. What every run has belongs in
 * {@code timerbench.harness.measure}; an analysis is chosen by a simulation, and does not know who runs it.
 */
package timerbench.harness.load.analysis;
