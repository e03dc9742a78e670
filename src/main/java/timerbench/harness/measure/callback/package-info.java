/** The callbacks that a target sends: where they arrive, and what was owed. */
package timerbench.harness.measure.callback;
