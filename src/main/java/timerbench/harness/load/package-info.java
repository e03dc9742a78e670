/**
 * Runs a load with Gatling and makes its results. A simulation opens a {@link timerbench.harness.load.Benchmark},
 * declares its limits there, and gets a {@link timerbench.harness.load.Load} for its plan. The load's senders make
 * the steps of virtual users. {@code RunResults} writes and prints the run afterwards.
 *
 * <p>Whatever needs Gatling belongs here. What is measured without it is in {@code measure}; how several runs are
 * started and compared is in {@code experiment}; what is loaded, and with which limits, is decided by the
 * simulations.
 */
package timerbench.harness.load;
