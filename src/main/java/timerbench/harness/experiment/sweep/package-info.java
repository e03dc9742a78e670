/** Makes a sweep: reads its axes, checks all points before the first run, makes the runs and writes the results. */
package timerbench.harness.experiment.sweep;
