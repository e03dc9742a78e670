/** Trials of two targets in pairs, short and alike, from a generator that stays warm: what a paired gate rests on. */
package timerbench.harness.experiment.paired;
