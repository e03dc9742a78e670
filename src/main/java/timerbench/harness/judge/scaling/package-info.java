/**
 * Sweeps: what a service does as one or two of its settings vary, by point, line and law. How it is shown does not belong
 * here.
 */
package timerbench.harness.judge.scaling;
