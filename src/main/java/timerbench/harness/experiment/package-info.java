/**
 * Experiments of several runs: comparisons of databases, targets or settings, the search for the capacity, and the cost
 * of the harness itself. Each run is a simulation in a JVM of its own. A single run is in {@code load}; options are in
 * {@code cli}.
 */
package timerbench.harness.experiment;
