/**
 * The runs of a recovery experiment, a fault in each, and what they say together: times with intervals, totals and the
 * verdict. All of it comes from the {@code run.json} of each run. How a run is made or shown does not belong here.
 */
package timerbench.harness.judge.recover;
