/** How often a paired gate is wrong: pools of pairs whose truth is known, and what gates drawn from them conclude. */
package timerbench.harness.experiment.calibration;
